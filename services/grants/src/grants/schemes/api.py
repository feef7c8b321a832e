"""Schemes over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.schemes import commands, queries
from grants.schemes.domain import Scheme
from grants.schemes.schemas import SchemeIn, SchemeOut

router = Router(prefix="/schemes", tags=["schemes"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=SchemeOut)
async def open_scheme(body: SchemeIn, funder: Funder, tx: Transaction, now: Now) -> Scheme:
    """Offer grants to everybody."""
    return await commands.open_scheme(tx, owner_of(funder), body.offer(), now=now)


@router.get("", response_model=Listing[SchemeOut])
async def list_schemes(reading: Reading, page: Page, funder_id: UUID | None = None) -> Listing[Scheme]:
    """All schemes; oldest first."""
    found = await queries.schemes_of(reading, funder_id=funder_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda scheme: [str(scheme.id)])


@router.get("/{scheme_id}", response_model=SchemeOut)
async def read_scheme(scheme_id: UUID, reading: Reading) -> Scheme:
    """One scheme."""
    return await queries.scheme_of(reading, scheme_id)
