"""Amendments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.amendments import commands, queries
from tendering.amendments.domain import Amendment
from tendering.amendments.schemas import AmendmentIn, AmendmentOut
from tendering.notices.queries import visible_notice
from tendering.vocabulary.queries import must_be_listed

router = Router(prefix="/notices/{notice_id}/amendments", tags=["amendments"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=AmendmentOut)
async def amend_notice(
    notice_id: UUID, body: AmendmentIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Amendment:
    """Change the terms of a published notice before its deadline; bids for the terms before are to be made anew."""
    await must_be_listed(tx, body.model_dump())
    buyer_id, changes = owner_of(commissioner), body.changes()
    return await commands.amend_notice(tx, buyer_id, notice_id, changes, reason=body.reason, expected=expected, now=now)


@router.get("", response_model=Listing[AmendmentOut])
async def list_amendments(notice_id: UUID, reading: Reading, visitor: Visitor, page: Page) -> Listing[Amendment]:
    """How the terms of a notice came to be what they are, in order."""
    await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    after = int(page.after[0]) if page.after else 0
    found = await queries.amendments_of(reading, notice_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda amendment: [str(amendment.number)])
