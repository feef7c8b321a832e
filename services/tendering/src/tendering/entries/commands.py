"""What a provider may do in a phase: load, decide, record.

Nothing of an entry enters the ledger: its feed is public, and even a redacted position would tell that somebody
takes part.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import must_be_clean
from chassis.sealing import Seal, WrongSecret
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.versions import must_match
from tendering.entries.domain import Contents, Entry, SealedEntry
from tendering.entries.queries import entry_at, own_entry
from tendering.entries.tables import late_entries
from tendering.envelopes.domain import SealedBy
from tendering.markets.queries import must_be_member
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_bid_for
from tendering.phases.queries import progress_of
from tendering.procedures.domain import Phase
from tendering.sealing.domain import key_id_of
from tendering.sealing.queries import key_of
from tendering.sealing.rules.boxes import filled, sealed
from tendering.sealing.rules.contexts import of_entry
from tendering.suppliers.queries import active_provider, heard_provider

KEPT = TypeAdapter(Contents)
Read = Callable[[bytes], Contents]


async def enter_phase(
    session: AsyncSession,
    supplier_id: UUID,
    notice_id: UUID,
    phase: int,
    shut: Contents | SealedEntry,
    *,
    text: bytes,
    seal: Seal,
    expected: int | None,
    now: datetime,
) -> Entry:
    """Send something for a phase, or something else instead, in time; `text` is how it was sent.

    Raises RuleBroken and Forbidden for who may not, and for a phase that is not open.
    """
    await heard_provider(session, supplier_id)
    notice = await notice_to_bid_for(session, notice_id)
    if notice.buyer_id == supplier_id:
        raise RuleBroken("A buyer cannot take part in its own procurement.")
    progress = await progress_of(session, notice)
    progress.must_welcome(phase, supplier_id, now=now)
    if supplier_id not in progress.invited_to(phase):  # it begins something: this is the first phase of its lots
        await active_provider(session, supplier_id)
    await must_be_member(session, notice.market_id, notice.market_part, supplier_id)
    if isinstance(shut, Contents):
        shut.must_answer(progress.phase(phase))
        await must_be_clean(session, shut.documents, supplier_id)
    entry = await entry_at(session, notice_id, phase, supplier_id)
    if entry is None:
        entry = Entry(notice_id=notice_id, phase=phase, supplier_id=supplier_id, commitment="", received_at=now)
        await _put(session, entry, notice, shut, text=text, seal=seal)
        session.add(entry)
        return entry
    must_match(entry.version, expected)
    entry.come_back(now=now)
    await _put(session, entry, notice, shut, text=text, seal=seal)
    return entry


async def _put(
    session: AsyncSession, entry: Entry, notice: Notice, shut: Contents | SealedEntry, *, text: bytes, seal: Seal
) -> None:
    """Shut what came as its notice has it: to the key of the phase, here if it came in clear, or under our secret."""
    key_id = key_id_of(notice, entry.phase)
    if isinstance(shut, Contents) and key_id is not None:
        key = await key_of(session, notice, entry.phase)
        box = sealed(filled(text), key.public_key, of_entry(notice.id, entry.phase, entry.supplier_id, key.id))
        shut = SealedEntry(ciphertext=box, key_id=key.id, sealed_by=SealedBy.SERVER)
    if isinstance(shut, SealedEntry):
        shut.must_be_for(key_id)
        entry.put(None, shut, shut.commitment)
    else:
        entry.put(seal.close(KEPT.dump_json(shut), entry.name), None, sha256(text).hexdigest())


async def withdraw_entry(
    session: AsyncSession, supplier_id: UUID, notice_id: UUID, phase: int, *, expected: int | None, now: datetime
) -> Entry:
    """Take it back, in time."""
    notice = await notice_to_bid_for(session, notice_id)
    (await progress_of(session, notice)).must_welcome(phase, supplier_id, now=now)
    entry = await own_entry(session, notice_id, phase, supplier_id)
    must_match(entry.version, expected)
    entry.withdraw(now=now)
    return entry


async def note_late(session: AsyncSession, supplier_id: UUID, notice_id: UUID, phase: int, *, now: datetime) -> None:
    """Keep that something came too late, for who asks why it is not there."""
    attempt = {"id": new_id(), "notice_id": notice_id, "phase": phase, "supplier_id": supplier_id, "received_at": now}
    await session.execute(insert(late_entries).values(attempt))


def open_entry(entry: Entry, text: bytes, phase: Phase, *, read: Read, seal: Seal) -> None:
    """Keep what was sealed, now that its openers have met. Raises Unacceptable for what is no answer to the phase."""
    contents = read(text)
    contents.must_answer(phase)
    entry.open(seal.close(KEPT.dump_json(contents), entry.name))


def contents_of(entry: Entry, seal: Seal) -> Contents | None:
    """What was sent, for who may read it; None of what is sealed still, or spoilt.

    Raises RuleBroken where the service has another secret since.
    """
    if entry.kept is None:
        return None
    try:
        return KEPT.validate_json(seal.open(entry.kept, entry.name))
    except WrongSecret as error:
        raise RuleBroken("What was sent cannot be read any more.") from error
