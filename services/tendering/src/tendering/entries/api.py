"""What is sent for phases over HTTP: parse, call, answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.arrivals import Arrival
from chassis.documents import FILE, handed_over_by, served
from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from chassis.sealing import Seal
from kernel.errors import NotFound
from tendering.entries import commands, queries
from tendering.entries.domain import Entry
from tendering.entries.schemas import EntryIn, EntryOut, LateEntryOut, told
from tendering.phases.api import Number
from tendering.phases.rules import TooLate
from tendering.receipts.api import Signing
from tendering.receipts.commands import give
from tendering.receipts.domain import Receipt
from tendering.receipts.rules import Signer

router = Router(tags=["phases"])
Provider = Annotated[Actor, Depends(role("provider"))]
ENTRY = "/notices/{notice_id}/phases/{phase}/entry"


async def seal_of_entries(request: Request) -> Seal:
    """Under which entries are kept, before their deadline and after it."""
    return Seal(request.app.state.settings.secret.get_secret_value(), "entries for phases")


Kept = Annotated[Seal, Depends(seal_of_entries)]


@router.put(ENTRY, response_model=EntryOut)
async def enter_phase(
    request: Request,
    notice_id: UUID,
    phase: Number,
    body: EntryIn,
    provider: Provider,
    *,
    tx: Transaction,
    now: Arrival,
    expected: Expected,
    seal: Kept,
    signer: Signing,
) -> EntryOut:
    """Send something for a phase, or something else instead, until its deadline; who was let go before may not.

    What comes in clear for a phase with a key is sealed here, which is weaker.
    """
    supplier_id, shut, text = owner_of(provider), body.shut(), await request.body()
    async with late_is_noted(request, supplier_id, notice_id, phase, now=now):
        entry = await commands.enter_phase(
            tx, supplier_id, notice_id, phase, shut, text=text, seal=seal, expected=expected, now=now
        )
    return told(entry, commands.contents_of(entry, seal), await signed_receipt(tx, entry, signer, now=now))


@router.post(f"{ENTRY}/withdraw", response_model=EntryOut)
async def withdraw_entry(
    notice_id: UUID,
    phase: Number,
    provider: Provider,
    tx: Transaction,
    *,
    now: Arrival,
    expected: Expected,
    seal: Kept,
    signer: Signing,
) -> EntryOut:
    """Take it back, until the deadline of the phase."""
    entry = await commands.withdraw_entry(tx, owner_of(provider), notice_id, phase, expected=expected, now=now)
    return told(entry, commands.contents_of(entry, seal), await signed_receipt(tx, entry, signer, now=now))


@router.get(ENTRY, response_model=EntryOut)
async def read_own_entry(
    notice_id: UUID, phase: Number, provider: Provider, tx: Transaction, *, now: Now, seal: Kept, signer: Signing
) -> EntryOut:
    """What the caller has sent for a phase, with its receipt."""
    entry = await queries.own_entry(tx, notice_id, phase, owner_of(provider))
    return told(entry, commands.contents_of(entry, seal), await signed_receipt(tx, entry, signer, now=now))


@router.get(
    "/notices/{notice_id}/phases/{phase}/entries",
    response_model=Listing[EntryOut],
    responses={409: reference(RULE_BROKEN)},
)
async def list_entries(
    notice_id: UUID, phase: Number, caller: Caller, reading: Reading, *, page: Page, now: Now, seal: Kept
) -> Listing[EntryOut]:
    """Everything that was sent for a phase, for the buyer and auditors, who hear 409 until its deadline has passed."""
    found = await queries.readable_entries(
        reading,
        caller.organisation,
        caller.roles,
        notice_id,
        phase,
        now=now,
        after=page.after_id,
        limit=page.limit,
    )
    shown = [told(entry, commands.contents_of(entry, seal)) for entry in found]
    return paged(shown, page, key=lambda entry: [str(entry.id)])


@router.get(
    "/notices/{notice_id}/phases/{phase}/late-entries",
    response_model=Listing[LateEntryOut],
    responses={409: reference(RULE_BROKEN)},
)
async def list_late_entries(
    notice_id: UUID, phase: Number, caller: Caller, reading: Reading, *, page: Page, now: Now
) -> Listing[Row[Any]]:
    """What the caller sent too late for a phase; for auditors everybody's, once its deadline has passed."""
    found = await queries.late_entries_at(
        reading,
        caller.organisation,
        caller.roles,
        notice_id,
        phase,
        now=now,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda attempt: [str(attempt.id)])


@router.get("/entries/{entry_id}/documents/{sha256}", response_class=Response, responses=FILE)
async def read_document_of_entry(
    request: Request, entry_id: UUID, sha256: str, *, caller: Caller, reading: Reading, now: Now, seal: Kept
) -> Response:
    """A document that an entry names, for who may read the entry."""
    entry = await queries.readable_entry(reading, caller.organisation, caller.roles, entry_id, now=now)
    contents = commands.contents_of(entry, seal)
    if contents is None or sha256 not in contents.documents:
        raise NotFound("The entry names no such document.")
    return await served(request, await handed_over_by(reading, sha256, entry.supplier_id))


@asynccontextmanager
async def late_is_noted(
    request: Request, supplier_id: UUID, notice_id: UUID, phase: int, *, now: datetime
) -> AsyncIterator[None]:
    """Around what is sent for a phase: that it came too late is kept, though the command comes to nothing."""
    try:
        yield
    except TooLate:
        async with request.app.state.sessions.begin() as apart:
            await commands.note_late(apart, supplier_id, notice_id, phase, now=now)
        raise


async def signed_receipt(session: AsyncSession, entry: Entry, signer: Signer, *, now: datetime) -> str:
    """What a provider can prove with: when its entry was here, and what it is known by."""
    receipt = Receipt(
        bid_id=entry.id,
        notice_id=entry.notice_id,
        bidder_id=entry.supplier_id,
        received_at=entry.received_at,
        withdrawn_at=entry.withdrawn_at,
        commitment=entry.commitment,
        terms_hash=None,
        version=entry.version,
    )
    return await give(session, receipt, signer, now=now)
