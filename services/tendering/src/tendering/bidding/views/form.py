"""What a browser asks and sends. With scripts, no sealed bid passes through here in clear."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.arrivals import Arrival
from chassis.documents import LARGEST
from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.sealing import Seal
from kernel.errors import DomainError, NotFound, RuleBroken, Unacceptable
from tendering.bidding.domain import FIELD, Written, written_as
from tendering.bidding.queries import bids_in_the_box
from tendering.bidding.schemas import Faulty, as_sent, read
from tendering.bidding.views.desk import Desk, address_of
from tendering.bidding.views.sent import Sent, attached, sent_in, told
from tendering.bids.api import late_is_noted
from tendering.bids.commands import replace_bid, submit_bid, withdraw_bid
from tendering.drafts.api import Kept
from tendering.drafts.commands import let_go, text_of, write_draft
from tendering.drafts.queries import draft_of
from tendering.drafts.schemas import DraftIn
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.receipts.api import Signing

STATIC = {path.name: path for path in (Path(__file__).parents[1] / "static").glob("*.js")}
Done = Literal["saved", "received", "sealed_here", "sealed_there", "withdrawn"]

router = Router(include_in_schema=False, largest=LARGEST + 1024 * 1024)
Provider = Annotated[Actor, Depends(role("provider"))]


@router.get("/bidding/{name}")
async def read_script(name: str) -> Response:
    """The scripts of the page, and no other file."""
    if name not in STATIC:
        raise NotFound("There is no such file here.")
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(STATIC[name].read_bytes(), media_type="text/javascript", headers=headers)


@router.get("/notices/{notice_id}/bidding")
async def show_form(
    notice_id: UUID,
    visitor: Visitor,
    tx: Transaction,
    *,
    now: Now,
    seal: Kept,
    signer: Signing,
    done: Done | None = None,
) -> HTMLResponse:
    """The form, with the draft that the server keeps for this provider; who is nobody yet is asked to sign in."""
    bidder_id = visitor.organisation if visitor and visitor.has("provider") else None
    notice = await visible_notice(tx, bidder_id, notice_id)
    desk = Desk(notice=notice, bidder_id=bidder_id, now=now, done=done or "")
    if bidder_id is not None:
        desk.written, desk.since = await written_so_far(tx, notice, bidder_id, seal)
    return await desk.drawn(tx, signer)


def meant(sent: Sent) -> tuple[UUID, int] | None:
    """The bid to replace or withdraw, in the version that was shown; None for a new one."""
    number, _, version = sent.beside.get("bid", "").partition(":")
    try:
        return (UUID(number), int(version)) if number else None
    except ValueError as error:
        raise Unacceptable("", "There is no such bid to replace.") from error


@dataclass(frozen=True)
class Take:
    """One form that was sent in, and everything that it takes to do what it asks."""

    request: Request
    tx: AsyncSession
    bidder_id: UUID
    notice_id: UUID
    seal: Seal
    now: datetime
    arrived: datetime

    async def saved(self, sent: Sent) -> Done:
        """Keep it as a draft."""
        read(sent.written, DraftIn)
        text = sent.written.text()
        await write_draft(self.tx, self.bidder_id, self.notice_id, text, seal=self.seal, expected=None, now=self.now)
        return "saved"

    async def submitted(self, sent: Sent) -> Done:
        """Put it in the box, new or in place of another; where bids are sealed, it is sealed here."""
        envelope, text, which = read(sent.written, DraftIn).envelope(), sent.written.text(), meant(sent)
        async with late_is_noted(self.request, self.bidder_id, now=self.arrived):
            if which is None:
                bid = await submit_bid(self.tx, self.bidder_id, self.notice_id, envelope, text=text, now=self.arrived)
            else:
                number, version = which
                bid = await replace_bid(
                    self.tx, self.bidder_id, number, envelope, text=text, expected=version, now=self.arrived
                )
        await let_go(self.tx, self.bidder_id, self.notice_id)
        return "sealed_there" if bid.sealed is not None else "received"

    async def withdrawn(self, sent: Sent) -> Done:
        """Take a bid back."""
        which = meant(sent)
        if which is None:
            raise RuleBroken("Say which bid to withdraw.")
        number, version = which
        await withdraw_bid(self.tx, self.bidder_id, number, expected=version, now=self.arrived)
        return "withdrawn"


DOES = {"save": Take.saved, "submit": Take.submitted, "withdraw": Take.withdrawn}


@router.post("/notices/{notice_id}/bidding")
async def take_form(
    request: Request,
    notice_id: UUID,
    provider: Provider,
    *,
    tx: Transaction,
    now: Now,
    arrived: Arrival,
    seal: Kept,
    signer: Signing,
) -> Response:
    """Keep what was written, or put it in the box: without scripts the server seals, and has seen it."""
    bidder_id, sent = owner_of(provider), await sent_in(request, FIELD)
    desk = Desk(
        notice=await visible_notice(tx, bidder_id, notice_id),
        bidder_id=bidder_id,
        now=now,
        written=sent.written,
        chosen=sent.beside.get("bid", ""),
        more=sent.action,
    )
    take = Take(request, tx, bidder_id, notice_id, seal, now, arrived)
    try:
        if sent.action in DOES:
            return RedirectResponse(f"{address_of(notice_id)}?done={await DOES[sent.action](take, sent)}", 303)
        if sent.action == "attach":
            desk.written = await attached(request, tx, sent, bidder_id, now=now)
    except (Faulty, DomainError) as refusal:
        await tx.rollback()
        desk.notice = await visible_notice(tx, bidder_id, notice_id)
        if sent.action == "withdraw":  # that form has no bid in it
            desk.written, desk.since = await written_so_far(tx, desk.notice, bidder_id, seal)
        desk.faults, status = told(sent.written, refusal)
        return await desk.drawn(tx, signer, status=status)
    return await desk.drawn(tx, signer)


async def written_so_far(
    session: AsyncSession, notice: Notice, bidder_id: UUID, seal: Seal
) -> tuple[Written, datetime | None]:
    """The draft that the server keeps, or else what stands in a bid that is not sealed; and since when."""
    lots = [lot.id for lot in notice.lots]
    draft = await draft_of(session, bidder_id, notice.id)
    if draft is not None:
        return written_as(json.loads(text_of(draft, seal), parse_float=Decimal), lots), draft.changed_at
    for bid in await bids_in_the_box(session, notice, bidder_id):
        if bid.contents is not None:
            return written_as(as_sent(bid.contents), lots), bid.received_at
    return Written(), None
