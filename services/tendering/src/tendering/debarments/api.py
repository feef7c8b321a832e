"""The debarment list over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from tendering.debarments import commands, queries
from tendering.debarments.domain import Debarment
from tendering.debarments.schemas import DebarmentIn, DebarmentOut, RemovalIn

router = Router(prefix="/debarments", tags=["exclusions"])
Registrar = Annotated[Actor, Depends(role("registrar"))]


@router.post("", status_code=201, response_model=DebarmentOut)
async def enter_debarment(body: DebarmentIn, registrar: Registrar, tx: Transaction, now: Now) -> Debarment:
    """Copy an entry of the debarment list; it counts at every award and signature while it stands."""
    return await commands.enter_debarment(tx, body.entry(), now=now)


@router.post("/{debarment_id}/removal", response_model=DebarmentOut)
async def remove_debarment(
    debarment_id: UUID, body: RemovalIn, registrar: Registrar, tx: Transaction, *, now: Now, expected: Expected
) -> Debarment:
    """Record that an entry was taken off the list."""
    return await commands.remove_debarment(tx, debarment_id, body.reason, expected=expected, now=now)


@router.get("", response_model=Listing[DebarmentOut])
async def list_debarments(reading: Reading, page: Page, organisation_id: UUID | None = None) -> Listing[Debarment]:
    """The list, for everybody; oldest first, with what was taken off."""
    found = await queries.entries(reading, organisation_id=organisation_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda entry: [str(entry.id)])
