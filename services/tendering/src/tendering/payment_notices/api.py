"""Payments compliance notices over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.payment_notices import commands, queries
from tendering.payment_notices.domain import PaymentsNotice
from tendering.payment_notices.schemas import PaymentsNoticeIn, PaymentsNoticeOut

router = Router(tags=["payment days"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/payments-notices", status_code=201, response_model=PaymentsNoticeOut)
async def publish_payments_notice(
    body: PaymentsNoticeIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> PaymentsNotice:
    """Publish how quickly the authority paid in a half-year that is over (UK17, s.69)."""
    buyer_id = owner_of(commissioner)
    return await commands.publish_notice(tx, buyer_id, last=body.last, approved_by=body.approver(), now=now)


@router.get("/payments-notices", response_model=Listing[PaymentsNoticeOut])
async def list_payments_notices(reading: Reading, page: Page, *, buyer_id: UUID) -> Listing[PaymentsNotice]:
    """An authority's payments compliance notices, as they were published."""
    found = await queries.notices_of(reading, buyer_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda notice: [str(notice.id)])
