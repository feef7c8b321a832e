"""The page on which a provider answers a phase. With scripts, nothing sealed passes through here in clear."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.arrivals import Arrival
from chassis.documents import LARGEST, MAGIC
from chassis.http import Now, Router, Transaction
from chassis.identity import Visitor, owner_of
from chassis.sealing import Seal
from kernel.errors import DomainError, Forbidden, RuleBroken, Unacceptable
from tendering.bidding.domain import FIELD_OF_ENTRY, Written, written_in
from tendering.bidding.queries import files_at_hand
from tendering.bidding.schemas import Fault, Faulty, read
from tendering.bidding.views.desk import HEADERS, shelf
from tendering.bidding.views.form import Provider
from tendering.bidding.views.sent import Sent, attached, sent_in, told
from tendering.entries.api import Kept, late_is_noted, signed_receipt
from tendering.entries.commands import contents_of, enter_phase, withdraw_entry
from tendering.entries.domain import Contents
from tendering.entries.queries import entry_at
from tendering.entries.schemas import ContentsIn
from tendering.notices.queries import visible_notice
from tendering.phases.api import Number
from tendering.phases.queries import progress_of
from tendering.phases.rules import Progress
from tendering.receipts.api import Signing
from tendering.receipts.rules import Signer
from tendering.sealing.domain import key_id_of
from tendering.sealing.queries import key_of
from tendering.sealing.rules.contexts import of_entry

Done = Literal["received", "sealed_here", "sealed_there", "withdrawn"]

router = Router(include_in_schema=False, largest=LARGEST + 1024 * 1024)
VERSION = re.compile("[0-9]{1,9}", re.ASCII)  # of what was sent before; 0 where there was nothing
PAGE = "/notices/{notice_id}/phases/{phase}/entering"


@dataclass(kw_only=True)
class Counter:
    """Somebody before the form of a phase, and what is on it; `written` is None where nobody wrote anything yet."""

    progress: Progress
    phase: int
    supplier_id: UUID | None
    now: datetime
    seal: Seal
    written: Written | None = None
    faults: Sequence[Fault] = ()
    done: str = ""

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"/tendering/v1/notices/{self.progress.notice.id}/phases/{self.phase}/entering"

    async def drawn(self, session: AsyncSession, signer: Signer, *, status: int = 200) -> HTMLResponse:
        """The page."""
        notice, entry, signed = self.progress.notice, None, ""
        if self.supplier_id is not None:
            entry = await entry_at(session, notice.id, self.phase, self.supplier_id)
        if entry is not None:
            signed = await signed_receipt(session, entry, signer, now=self.now)
        written = self.written or written_of(None if entry is None else contents_of(entry, self.seal))
        named = written.fields.get("/documents/-", ())
        html = shelf.render(
            "entry.html",
            counter=self,
            notice=notice,
            phase=self.progress.phase(self.phase),
            closes_at=self.progress.closes_at(self.phase),
            shut_because=self._shut_because(),
            entry=entry,
            signed=signed,
            written=written,
            faults={fault.name: fault.says for fault in self.faults},
            files=await files_at_hand(session, self.supplier_id, notice, named) if self.supplier_id else [],
            key=await self._sealed_to(session),
            kinds=",".join(MAGIC),
            address=self.address,
        )
        return HTMLResponse(html, status, headers=HEADERS)

    def _shut_because(self) -> str:
        """Why this provider can send nothing now; empty if it can."""
        if self.supplier_id is None:
            return ""
        try:
            self.progress.must_welcome(self.phase, self.supplier_id, now=self.now)
        except (RuleBroken, Forbidden) as refusal:
            return str(refusal)
        return ""

    async def _sealed_to(self, session: AsyncSession) -> dict[str, Any] | None:
        """What a browser needs in order to seal; None where entries are not sealed, or nobody is signed in."""
        notice = self.progress.notice
        if key_id_of(notice, self.phase) is None or self.supplier_id is None:
            return None
        key = await key_of(session, notice, self.phase)
        context = of_entry(notice.id, self.phase, self.supplier_id, key.id).decode()
        return {"id": key.id, "public": b64encode(key.public_key).decode(), "context": context}


@router.get(PAGE)
async def show_entry_form(
    notice_id: UUID,
    phase: Number,
    visitor: Visitor,
    tx: Transaction,
    *,
    now: Now,
    seal: Kept,
    signer: Signing,
    done: Done | None = None,
) -> HTMLResponse:
    """The form of a phase, with what this provider has sent; who is nobody yet is asked to sign in."""
    supplier_id = visitor.organisation if visitor and visitor.has("provider") else None
    progress = await progress_of(tx, await visible_notice(tx, supplier_id, notice_id))
    counter = Counter(progress=progress, phase=phase, supplier_id=supplier_id, now=now, seal=seal, done=done or "")
    return await counter.drawn(tx, signer)


@router.post(PAGE)
async def take_entry_form(
    request: Request,
    notice_id: UUID,
    phase: Number,
    provider: Provider,
    *,
    tx: Transaction,
    now: Now,
    arrived: Arrival,
    seal: Kept,
    signer: Signing,
) -> Response:
    """Send what was written for the phase, or take it back: without scripts the server seals, and has seen it."""
    supplier_id, sent = owner_of(provider), await sent_in(request, FIELD_OF_ENTRY)
    progress = await progress_of(tx, await visible_notice(tx, supplier_id, notice_id))
    counter = Counter(progress=progress, phase=phase, supplier_id=supplier_id, now=now, seal=seal, written=sent.written)
    try:
        if sent.action == "attach":
            counter.written = await attached(request, tx, sent, supplier_id, now=now)
        elif sent.action in {"submit", "withdraw"}:
            async with late_is_noted(request, supplier_id, notice_id, phase, now=arrived):
                done = await settled(tx, counter, sent, supplier_id, arrived=arrived)
            return RedirectResponse(f"{counter.address}?done={done}", 303)
    except (Faulty, DomainError) as refusal:
        await tx.rollback()
        counter.progress = await progress_of(tx, await visible_notice(tx, supplier_id, notice_id))
        counter.faults, status = told(sent.written, refusal)
        counter.written = None if sent.action == "withdraw" else sent.written  # that form has nothing written in it
        return await counter.drawn(tx, signer, status=status)
    return await counter.drawn(tx, signer)


async def settled(session: AsyncSession, counter: Counter, sent: Sent, supplier_id: UUID, *, arrived: datetime) -> Done:
    """Send it, in place of what was sent before, or take that back; only in the version that the page had shown."""
    notice_id, version = counter.progress.notice.id, sent.beside.get("version") or "0"
    if VERSION.fullmatch(version) is None:
        raise Unacceptable("", "There is no such version to replace.")
    if sent.action == "withdraw":
        await withdraw_entry(session, supplier_id, notice_id, counter.phase, expected=int(version), now=arrived)
        return "withdrawn"
    contents, text = read(sent.written, ContentsIn).contents(), sent.written.text()
    known: dict[str, Any] = {"text": text, "seal": counter.seal, "expected": int(version), "now": arrived}
    entry = await enter_phase(session, supplier_id, notice_id, counter.phase, contents, **known)
    return "sealed_there" if entry.sealed is not None else "received"


def written_of(contents: Contents | None) -> Written:
    """The form as it would hold an answer to a phase; what is sealed nobody can show."""
    if contents is None:
        return Written()
    price = [] if contents.price is None else [("/price/amount", str(contents.price))]
    named = [("/documents/-", digest) for digest in contents.documents]
    return written_in([("/statement", contents.statement), *price, *named], FIELD_OF_ENTRY)
