"""Rounds over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from chassis.arrivals import Arrival
from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.bids.api import late_is_noted, signed_receipt
from tendering.bids.schemas import ReceiptOut
from tendering.frameworks.queries import framework_of
from tendering.notices.domain import Notice
from tendering.notices.schemas import NoticeOut
from tendering.receipts.api import Signing
from tendering.rounds import commands
from tendering.rounds.queries import open_framework
from tendering.rounds.schemas import KeptBidIn, RoundsOut

router = Router(prefix="/notices/{notice_id}", tags=["frameworks"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/reopening", response_model=NoticeOut)
async def reopen_framework(
    notice_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Notice:
    """Publish a draft that awards an open framework anew; everybody may bid, and who is on it may let its bid stand."""
    return await commands.reopen_framework(tx, owner_of(commissioner), notice_id, expected=expected, now=now)


@router.post("/kept-bids", status_code=201, response_model=ReceiptOut)
async def keep_bid(
    request: Request,
    notice_id: UUID,
    body: KeptBidIn,
    provider: Provider,
    *,
    tx: Transaction,
    now: Arrival,
    signer: Signing,
) -> ReceiptOut:
    """Let the bid by which one is on an open framework stand for this round, word for word, until it is replaced."""
    bidder_id, text = owner_of(provider), await request.body()
    async with late_is_noted(request, bidder_id, now=now):
        bid = await commands.keep_bid(tx, bidder_id, notice_id, body.bid_id, text=text, now=now)
    return await signed_receipt(tx, bid, signer, now=now)


@router.get("/rounds", response_model=RoundsOut)
async def read_rounds(notice_id: UUID, reading: Reading, now: Now) -> RoundsOut:
    """The rounds of an open framework, by any of its notices: when each was awarded, and by when the next is due."""
    scheme = await open_framework(reading, await framework_of(reading, notice_id))
    return RoundsOut.of(scheme, now=now)
