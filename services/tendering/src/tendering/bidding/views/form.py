"""What a browser asks and sends. With scripts, no sealed bid passes through here in clear."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import chain
from mimetypes import guess_type
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile

from chassis.arrivals import Arrival
from chassis.documents import LARGEST, MAGIC, Health, keep
from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.problems import Problem
from chassis.sealing import Seal
from kernel.errors import DomainError, NotFound, RuleBroken, Unacceptable
from kernel.text import clean
from tendering.bidding.domain import Written, written_as, written_in
from tendering.bidding.queries import bids_in_the_box
from tendering.bidding.schemas import Fault, Faulty, as_sent, fault_of, read
from tendering.bidding.views.desk import Desk, address_of
from tendering.bids.api import late_is_noted
from tendering.bids.commands import replace_bid, submit_bid, withdraw_bid
from tendering.drafts.api import Kept
from tendering.drafts.commands import let_go, text_of, write_draft
from tendering.drafts.queries import draft_of
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.receipts.api import Signing

STATIC = {path.name: path for path in (Path(__file__).parents[1] / "static").glob("*.js")}
MOST_FIELDS, MOST_FILES = 1000, 10
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


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: what was asked for, what is written, which bid is meant, and new files."""

    action: str
    written: Written
    bid: str
    files: tuple[UploadFile, ...]

    @property
    def meant(self) -> tuple[UUID, int] | None:
        """The bid to replace or withdraw, in the version that was shown; None for a new one."""
        number, _, version = self.bid.partition(":")
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
        read(sent.written)
        text = sent.written.text()
        await write_draft(self.tx, self.bidder_id, self.notice_id, text, seal=self.seal, expected=None, now=self.now)
        return "saved"

    async def submitted(self, sent: Sent) -> Done:
        """Put it in the box, new or in place of another; where bids are sealed, it is sealed here."""
        envelope, text, meant = read(sent.written).envelope(), sent.written.text(), sent.meant
        async with late_is_noted(self.request, self.bidder_id, now=self.arrived):
            if meant is None:
                bid = await submit_bid(self.tx, self.bidder_id, self.notice_id, envelope, text=text, now=self.arrived)
            else:
                number, version = meant
                bid = await replace_bid(
                    self.tx, self.bidder_id, number, envelope, text=text, expected=version, now=self.arrived
                )
        await let_go(self.tx, self.bidder_id, self.notice_id)
        return "sealed_there" if bid.sealed is not None else "received"

    async def withdrawn(self, sent: Sent) -> Done:
        """Take a bid back."""
        if sent.meant is None:
            raise RuleBroken("Say which bid to withdraw.")
        number, version = sent.meant
        await withdraw_bid(self.tx, self.bidder_id, number, expected=version, now=self.arrived)
        return "withdrawn"

    async def attached(self, sent: Sent) -> Written:
        """Keep the files, and name them in what is written. Raises Faulty for what is not taken."""
        if not sent.files:
            raise Faulty([Fault("/documents", "Choose a file first")])
        named = list(sent.written.fields.get("/documents/-", ()))
        for file in sent.files:
            name = name_of(file)
            declared = file.content_type if file.content_type in MAGIC else guess_type(name)[0]
            try:
                kept = await keep(
                    self.request,
                    self.tx,
                    pieces(file),
                    declared=declared or "",
                    name=name,
                    owner=self.bidder_id,
                    now=self.now,
                )
            except Problem as problem:
                raise Faulty([Fault("/documents", f"{name}: {problem}")]) from problem
            if kept.health is not Health.INFECTED and kept.sha256 not in named:
                named.append(kept.sha256)
        return replace(sent.written, fields={**sent.written.fields, "/documents/-": named})


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
    bidder_id, sent = owner_of(provider), await sent_in(request)
    desk = Desk(
        notice=await visible_notice(tx, bidder_id, notice_id),
        bidder_id=bidder_id,
        now=now,
        written=sent.written,
        chosen=sent.bid,
        more=sent.action,
    )
    take = Take(request, tx, bidder_id, notice_id, seal, now, arrived)
    try:
        if sent.action in DOES:
            return RedirectResponse(f"{address_of(notice_id)}?done={await DOES[sent.action](take, sent)}", 303)
        if sent.action == "attach":
            desk.written = await take.attached(sent)
    except (Faulty, DomainError) as refusal:
        await tx.rollback()
        desk.notice = await visible_notice(tx, bidder_id, notice_id)
        if sent.action == "withdraw":  # that form has no bid in it
            desk.written, desk.since = await written_so_far(tx, desk.notice, bidder_id, seal)
        desk.faults, status = told(sent.written, refusal)
        return await desk.drawn(tx, signer, status=status)
    return await desk.drawn(tx, signer)


def told(written: Written, refusal: Faulty | DomainError) -> tuple[list[Fault], int]:
    """What is wrong, field by field, and the status that the interface would have answered."""
    if isinstance(refusal, Faulty):
        return refusal.faults, 422
    return [fault_of(written, refusal)], 422 if isinstance(refusal, Unacceptable) else 409


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


async def sent_in(request: Request) -> Sent:
    """A form's fields and files. Raises Unacceptable for what is no text."""
    try:
        items = (await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)).multi_items()
        pairs = [(name, value) for name, value in items if isinstance(value, str)]
        "".join(chain.from_iterable(pairs)).encode()
    except UnicodeError as error:  # whoever sends it may name any encoding
        raise Unacceptable("", "The form cannot be read.") from error
    plain = dict(pairs)
    files = tuple(file for _, file in items if isinstance(file, UploadFile) and file.filename)
    return Sent(plain.get("action", ""), written_in(pairs), plain.get("bid", ""), files)


def name_of(file: UploadFile) -> str:
    """What its owner calls it, as far as that can be shown."""
    try:
        return clean((file.filename or "")[-200:])
    except ValueError:
        return "document"


async def pieces(file: Any) -> AsyncIterator[bytes]:
    """A file that was sent with a form."""
    while piece := await file.read(65536):
        yield piece
