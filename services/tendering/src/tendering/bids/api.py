"""Bids over HTTP: parse, call, answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.arrivals import Arrival
from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.bids import commands, queries
from tendering.bids.domain import Bid, Late
from tendering.bids.schemas import BidOut, LateAttemptOut, ReceiptOut, receipt_of
from tendering.envelopes.schemas import BidIn
from tendering.receipts.api import Signing
from tendering.receipts.commands import give
from tendering.receipts.rules import Signer

router = Router(tags=["bids"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/notices/{notice_id}/bids", status_code=201, response_model=ReceiptOut)
async def submit_bid(
    request: Request,
    notice_id: UUID,
    body: BidIn,
    provider: Provider,
    *,
    tx: Transaction,
    now: Arrival,
    signer: Signing,
) -> ReceiptOut:
    """Put a bid in the box; the receipt says when. The instant of the deadline is in time; late attempts are noted."""
    bidder_id, text = owner_of(provider), await request.body()
    async with late_is_noted(request, bidder_id, now=now):
        bid = await commands.submit_bid(tx, bidder_id, notice_id, body.shut(), text=text, now=now)
    return await signed_receipt(tx, bid, signer, now=now)


@router.put("/bids/{bid_id}", response_model=ReceiptOut)
async def replace_bid(
    request: Request,
    bid_id: UUID,
    body: BidIn,
    provider: Provider,
    *,
    tx: Transaction,
    now: Arrival,
    expected: Expected,
    signer: Signing,
) -> ReceiptOut:
    """Put something else in the envelope, until the deadline."""
    bidder_id, text = owner_of(provider), await request.body()
    async with late_is_noted(request, bidder_id, now=now):
        bid = await commands.replace_bid(tx, bidder_id, bid_id, body.shut(), text=text, expected=expected, now=now)
    return await signed_receipt(tx, bid, signer, now=now)


@router.post("/bids/{bid_id}/withdraw", response_model=ReceiptOut)
async def withdraw_bid(
    bid_id: UUID, provider: Provider, tx: Transaction, *, now: Arrival, expected: Expected, signer: Signing
) -> ReceiptOut:
    """Take a bid back, until the deadline."""
    bid = await commands.withdraw_bid(tx, owner_of(provider), bid_id, expected=expected, now=now)
    return await signed_receipt(tx, bid, signer, now=now)


@router.get("/bids/{bid_id}/receipt", response_model=ReceiptOut)
async def read_receipt(bid_id: UUID, provider: Provider, tx: Transaction, *, now: Now, signer: Signing) -> ReceiptOut:
    """The receipt of the caller's own bid, signed anew: once the bids are open, with its position in the ledger."""
    bid = await queries.own_bid(tx, owner_of(provider), bid_id)
    return await signed_receipt(tx, bid, signer, now=now)


@asynccontextmanager
async def late_is_noted(request: Request, bidder_id: UUID, *, now: datetime) -> AsyncIterator[None]:
    """Around what goes into the box: that it came too late is kept, though the command comes to nothing."""
    try:
        yield
    except Late as late:
        async with request.app.state.sessions.begin() as apart:
            await commands.note_late(apart, bidder_id, late.notice_id, now=now)
        raise


async def signed_receipt(session: AsyncSession, bid: Bid, signer: Signer, *, now: datetime) -> ReceiptOut:
    """What a bidder can hold against us."""
    receipt = bid.receipt(await queries.position_of(session, bid))
    return receipt_of(bid, await give(session, receipt, signer, now=now), receipt.position)


@router.get("/notices/{notice_id}/bids", response_model=Listing[BidOut], responses={409: reference(RULE_BROKEN)})
async def list_bids(notice_id: UUID, caller: Caller, reading: Reading, page: Page, now: Now) -> Listing[Bid]:
    """The caller's own bids; after the deadline all of them, for the buyer and auditors, who hear 409 until then."""
    found = await queries.readable_bids(
        reading,
        caller.organisation,
        caller.roles,
        notice_id,
        now=now,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda bid: [str(bid.id)])


@router.get(
    "/notices/{notice_id}/late-attempts",
    response_model=Listing[LateAttemptOut],
    responses={409: reference(RULE_BROKEN)},
)
async def list_late_attempts(
    notice_id: UUID, caller: Caller, reading: Reading, page: Page, now: Now
) -> Listing[Row[Any]]:
    """The caller's own bids that came too late; for auditors everybody's, once the deadline has passed."""
    found = await queries.late_attempts_at(
        reading,
        caller.organisation,
        caller.roles,
        notice_id,
        now=now,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda attempt: [str(attempt.id)])


@router.get("/bids/{bid_id}", response_model=BidOut)
async def read_bid(bid_id: UUID, caller: Caller, reading: Reading, now: Now) -> Bid:
    """One bid: the caller's own, or an open one for the buyer and auditors."""
    return await queries.readable_bid(reading, caller.organisation, caller.roles, bid_id, now=now)
