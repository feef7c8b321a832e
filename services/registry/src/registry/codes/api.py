"""Codes over HTTP: parse, ask, answer."""

from typing import Annotated, Any

from fastapi import Path, Query

from chassis.http import Listing, Page, Reading, Router, paged
from registry.codes import queries
from registry.codes.domain import CodeList
from registry.codes.schemas import CodeListOut, CodeOut, CodeWithCounterpartsOut

router = Router(prefix="/codes", tags=["codes"])

ListName = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,59}$", examples=["cpv"])]
Vintage = Annotated[str | None, Query(pattern=r"^[0-9-]{0,10}$", examples=["2025"])]
#: Some lists have no codes but names, with blanks and colons in them.
CodeText = Annotated[str, Path(pattern=r"^[^\x00-\x1f\x7f]{1,300}$", examples=["85311000-2"])]


@router.get("", response_model=Listing[CodeListOut])
async def list_code_lists(session: Reading, page: Page) -> Listing[CodeList]:
    """The code lists that have been read in, from A to Z."""
    found = await queries.code_lists(session, after=None if page.after is None else page.after[0], limit=page.limit)
    return paged(found, page, key=lambda it: [it.name])


@router.get("/{list_name}", response_model=Listing[CodeOut])
async def list_codes(
    list_name: ListName,
    session: Reading,
    page: Page,
    vintage: Vintage = None,
    parent: Annotated[str | None, Query(pattern=r"^[^\x00-\x1f\x7f]{1,300}$", examples=["85310000-5"])] = None,
) -> Listing[Any]:
    """The codes of a list, in the order of the codes; of one edition, or under one code, if you say so."""
    found = await queries.codes_in(
        session, list_name, vintage=vintage, parent=parent, after=page.after, limit=page.limit
    )
    return paged(found, page, key=lambda it: [it.code, it.vintage])


@router.get("/{list_name}/{code:path}", response_model=CodeWithCounterpartsOut)
async def read_code(
    list_name: ListName, code: CodeText, session: Reading, vintage: Vintage = None
) -> CodeWithCounterpartsOut:
    """A code with its name, its place in the list, its days, and the codes that correspond to it or took over."""
    found = await queries.code_called(session, list_name, code, vintage)
    return CodeWithCounterpartsOut.of(found, await queries.counterparts_of(session, list_name, code))
