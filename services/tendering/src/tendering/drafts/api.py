"""Drafts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from chassis.arrivals import Arrival
from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.sealing import Seal
from tendering.bids.api import late_is_noted, signed_receipt
from tendering.bids.commands import submit_bid
from tendering.bids.schemas import ReceiptOut
from tendering.drafts import commands
from tendering.drafts.queries import own_draft
from tendering.drafts.schemas import DraftIn, DraftOut, told
from tendering.receipts.api import Signing

router = Router(prefix="/notices/{notice_id}/draft", tags=["bids"])
Provider = Annotated[Actor, Depends(role("provider"))]


async def seal_of_drafts(request: Request) -> Seal:
    """Under which drafts are kept."""
    return Seal(request.app.state.settings.secret.get_secret_value(), "drafts of bids")


Kept = Annotated[Seal, Depends(seal_of_drafts)]


@router.put("", response_model=DraftOut)
async def write_draft(
    request: Request,
    notice_id: UUID,
    body: DraftIn,
    provider: Provider,
    *,
    tx: Transaction,
    now: Now,
    expected: Expected,
    seal: Kept,
) -> DraftOut:
    """Keep what is written of a bid so far; only its bidder ever reads it, and nobody can tell that it is there."""
    text = await request.body()
    draft = await commands.write_draft(tx, owner_of(provider), notice_id, text, seal=seal, expected=expected, now=now)
    return told(draft, text)


@router.get("", response_model=DraftOut)
async def read_draft(notice_id: UUID, provider: Provider, reading: Reading, seal: Kept) -> DraftOut:
    """What the caller has written so far."""
    draft = await own_draft(reading, owner_of(provider), notice_id)
    return told(draft, commands.text_of(draft, seal))


@router.post("/discard", status_code=204)
async def discard_draft(notice_id: UUID, provider: Provider, tx: Transaction) -> None:
    """Let go of it."""
    await commands.discard_draft(tx, owner_of(provider), notice_id)


@router.post("/submit", status_code=201, response_model=ReceiptOut)
async def submit_draft(
    request: Request,
    notice_id: UUID,
    provider: Provider,
    *,
    tx: Transaction,
    now: Arrival,
    seal: Kept,
    signer: Signing,
) -> ReceiptOut:
    """Put the draft in the box as it is; where bids are sealed, the server seals it, and has seen it."""
    bidder_id = owner_of(provider)
    draft = await own_draft(tx, bidder_id, notice_id)
    text = commands.text_of(draft, seal)
    async with late_is_noted(request, bidder_id, now=now):
        envelope = DraftIn.model_validate_json(text).envelope()
        bid = await submit_bid(tx, bidder_id, notice_id, envelope, text=text, now=now)
    await tx.delete(draft)
    return await signed_receipt(tx, bid, signer, now=now)
