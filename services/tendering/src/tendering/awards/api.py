"""Awards over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.awards import commands, queries
from tendering.awards.domain import Award
from tendering.awards.schemas import AwardIn, AwardOut

router = Router(tags=["awards"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/notices/{notice_id}/awards", status_code=201, response_model=AwardOut)
async def award_lots(notice_id: UUID, body: AwardIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Award:
    """Give lots to a bidder, after the deadline; each lot goes once."""
    return await commands.award_lots(
        tx,
        owner_of(commissioner),
        notice_id,
        bid_id=body.bid_id,
        lot_ids=body.lot_ids,
        reason=body.reason,
        standstill_working_days=body.standstill_working_days,
        now=now,
    )


@router.get("/awards", response_model=Listing[AwardOut])
async def list_awards(
    reading: Reading,
    page: Page,
    *,
    notice_id: UUID | None = None,
    buyer_id: UUID | None = None,
    supplier_id: UUID | None = None,
) -> Listing[Award]:
    """All awards; oldest first."""
    found = await queries.awards_by(
        reading,
        notice_id=notice_id,
        buyer_id=buyer_id,
        supplier_id=supplier_id,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda award: [str(award.id)])


@router.get("/awards/{award_id}", response_model=AwardOut)
async def read_award(award_id: UUID, reading: Reading) -> Award:
    """One award."""
    return await queries.award_of(reading, award_id)
