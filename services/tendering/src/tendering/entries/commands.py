"""What a provider may do in a phase: load, decide, record.

Nothing of an entry enters the ledger: its feed is public, and even a redacted position would tell that somebody
takes part.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import must_be_clean
from chassis.sealing import Seal, WrongSecret
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.versions import must_match
from tendering.entries.domain import Contents, Entry
from tendering.entries.queries import entry_at, own_entry
from tendering.entries.tables import late_entries
from tendering.markets.queries import must_be_member
from tendering.notices.queries import notice_to_bid_for
from tendering.phases.queries import progress_of
from tendering.procedures.domain import Phase
from tendering.suppliers.queries import active_provider

KEPT = TypeAdapter(Contents)


async def enter_phase(
    session: AsyncSession,
    supplier_id: UUID,
    notice_id: UUID,
    phase: int,
    contents: Contents,
    *,
    text: bytes,
    seal: Seal,
    expected: int | None,
    now: datetime,
) -> Entry:
    """Send something for a phase, or something else instead, in time; `text` is how it was sent.

    Raises RuleBroken and Forbidden for who may not, and for a phase that is not open.
    """
    await active_provider(session, supplier_id)
    notice = await notice_to_bid_for(session, notice_id)
    if notice.buyer_id == supplier_id:
        raise RuleBroken("A buyer cannot take part in its own procurement.")
    progress = await progress_of(session, notice)
    progress.must_welcome(phase, supplier_id, now=now)
    await must_be_member(session, notice.market_id, notice.market_part, supplier_id)
    _must_answer(progress.phase(phase), contents)
    await must_be_clean(session, contents.documents, supplier_id)
    entry = await entry_at(session, notice_id, phase, supplier_id)
    commitment, plain = sha256(text).hexdigest(), KEPT.dump_json(contents)
    if entry is None:
        entry = Entry(
            notice_id=notice_id, phase=phase, supplier_id=supplier_id, kept=b"", commitment=commitment, received_at=now
        )
        entry.kept = seal.close(plain, entry.name)
        session.add(entry)
        return entry
    must_match(entry.version, expected)
    entry.replace(seal.close(plain, entry.name), commitment, now=now)
    return entry


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


def contents_of(entry: Entry, seal: Seal) -> Contents:
    """What was sent, for who may read it. Raises RuleBroken where the service has another secret since."""
    try:
        return KEPT.validate_json(seal.open(entry.kept, entry.name))
    except WrongSecret as error:
        raise RuleBroken("What was sent cannot be read any more.") from error


def _must_answer(phase: Phase, contents: Contents) -> None:
    if phase.asks_price != (contents.price is not None):
        wanted = "asks for a price" if phase.asks_price else "asks for no price"
        raise Unacceptable("/price", f"{phase.title!r} {wanted}.")
