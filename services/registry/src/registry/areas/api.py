"""Areas over HTTP: parse, ask, answer."""

from typing import Annotated, Any

from fastapi import Path, Query

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.wire import DayIn
from kernel.clock import day_of
from registry.areas import queries
from registry.codes.schemas import CodeOut

router = Router(prefix="/areas", tags=["areas"])

AreaCode = Annotated[str, Path(pattern=r"^[0-9A-Z]{2,12}$", examples=["E06000058"])]


def _last(page: Page) -> str | None:
    return None if page.after is None else page.after[0]


@router.get("/{area_code}", response_model=Listing[CodeOut])
async def read_area(
    area_code: AreaCode, session: Reading, page: Page, now: Now, on: Annotated[DayIn | None, Query()] = None
) -> Listing[Any]:
    """The areas that a GSS code stands for on a day (today): itself, or its successors if it was abolished by then."""
    found = await queries.area(session, area_code, on or day_of(now))
    last = _last(page)
    rest = [it for it in found if last is None or it.code > last]
    return paged(rest, page, key=lambda it: [it.code])


@router.get("/{area_code}/within", response_model=Listing[CodeOut])
async def list_areas_within(area_code: AreaCode, session: Reading, page: Page) -> Listing[Any]:
    """Today's areas that lie in an area, of every level."""
    found = await queries.areas_within(session, area_code, after=_last(page), limit=page.limit)
    return paged(found, page, key=lambda it: [it.code])
