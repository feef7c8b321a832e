"""Adoptions over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.adoptions import commands, queries
from grants.adoptions.domain import Adoption
from grants.adoptions.schemas import AdoptionIn, AdoptionOut

router = Router(prefix="/adoptions", tags=["adoptions"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=AdoptionOut)
async def adopt_standards(body: AdoptionIn, funder: Funder, tx: Transaction, now: Now) -> Adoption:
    """Say which rules your organisation holds itself to: all of them, for schemes that open from now on."""
    return await commands.adopt_standards(tx, owner_of(funder), **dict(body), now=now)


@router.get("", response_model=Listing[AdoptionOut])
async def list_adoptions(reading: Reading, page: Page, funder_id: UUID | None = None) -> Listing[Adoption]:
    """What funders adopted and when, oldest first; a funder's last is in force."""
    found = await queries.adoptions_by(reading, funder_id=funder_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda adoption: [str(adoption.id)])
