"""What one may ask about entries. Who may not know of one hears that there is none."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from kernel.errors import NotFound
from tendering.entries.domain import Entry, SealedEntry
from tendering.entries.tables import late_entries, phase_entries, sealed_entries
from tendering.notices.queries import visible_notice
from tendering.phases.queries import must_be_entitled, progress_of

CIPHERTEXT = selectinload(Entry.sealed).undefer(SealedEntry.ciphertext)  # type: ignore[misc, arg-type]


async def entry_at(session: AsyncSession, notice_id: UUID, phase: int, supplier_id: UUID) -> Entry | None:
    """What a provider has sent for a phase, withdrawn or not, held until the transaction ends."""
    query = select(Entry).where(
        phase_entries.c.notice_id == notice_id,
        phase_entries.c.phase == phase,
        phase_entries.c.supplier_id == supplier_id,
    )
    found: Entry | None = await session.scalar(query.with_for_update())
    return found


async def own_entry(session: AsyncSession, notice_id: UUID, phase: int, supplier_id: UUID) -> Entry:
    """What the caller has sent for a phase. Raises NotFound."""
    found = await entry_at(session, notice_id, phase, supplier_id)
    if found is None:
        raise NotFound("You have sent nothing for this phase.")
    return found


async def live_entries(
    session: AsyncSession, notice_id: UUID, phase: int, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Entry]:
    """Everything that was sent for a phase and not taken back, oldest first; shut. For who may know of it."""
    query = select(Entry).where(is_live(notice_id, phase))
    if after is not None:
        query = query.where(phase_entries.c.id > after)
    return (await session.scalars(query.order_by(phase_entries.c.id).limit(limit))).all()


async def entries_to_open(session: AsyncSession, notice_id: UUID, phase: int) -> Sequence[Entry]:
    """Everything that is live of a phase, with what was sealed, held until the transaction ends."""
    query = select(Entry).where(is_live(notice_id, phase)).order_by(phase_entries.c.id)
    return (await session.scalars(query.options(CIPHERTEXT).with_for_update())).all()


async def commitments_of_phase(session: AsyncSession, notice_id: UUID, phase: int) -> Sequence[str]:
    """What the sealed entries for a phase are known by, in an order that says nothing of who sent them."""
    query = select(sealed_entries.c.commitment).join(phase_entries).where(is_live(notice_id, phase))
    return (await session.scalars(query.order_by(sealed_entries.c.commitment))).all()


def is_live(notice_id: UUID, phase: int) -> ColumnElement[bool]:
    """What was sent for a phase and not taken back."""
    is_of = (phase_entries.c.notice_id == notice_id) & (phase_entries.c.phase == phase)
    return is_of & phase_entries.c.withdrawn_at.is_(None)


async def readable_entries(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    notice_id: UUID,
    phase: int,
    *,
    now: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Entry]:
    """What was sent, for the buyer and auditors, who hear RuleBroken until the deadline however much there is."""
    notice = await visible_notice(session, organisation_id, notice_id)
    progress = await progress_of(session, notice)
    must_be_entitled(notice, organisation_id, roles)
    progress.phase(phase)
    progress.must_be_open(phase, now=now)
    return await live_entries(session, notice_id, phase, after=after, limit=limit)


async def readable_entry(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], entry_id: UUID, *, now: datetime
) -> Entry:
    """One's own entry, or one that is open to the buyer or an auditor. Any other reads as not found."""
    entry = await session.get(Entry, entry_id)
    if entry is None:
        raise NotFound(f"There is no entry {entry_id}.")
    if entry.supplier_id == organisation_id:
        return entry
    notice = await visible_notice(session, organisation_id, entry.notice_id)
    progress = await progress_of(session, notice)
    is_open = progress.is_over(entry.phase, now=now) and not progress.is_sealed(entry.phase)
    if not (is_open and entry.withdrawn_at is None and notice.shows_all_to(organisation_id, roles)):
        raise NotFound(f"There is no entry {entry_id}.")
    return entry


async def late_entries_at(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    notice_id: UUID,
    phase: int,
    *,
    now: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Who tried too late, oldest first: all for auditors (RuleBroken before the deadline), for anybody else its own."""
    progress = await progress_of(session, await visible_notice(session, organisation_id, notice_id))
    query = select(late_entries).where(late_entries.c.notice_id == notice_id, late_entries.c.phase == phase)
    if "auditor" in roles:
        progress.must_be_over(phase, now=now)
    else:
        query = query.where(late_entries.c.supplier_id == organisation_id)
    if after is not None:
        query = query.where(late_entries.c.id > after)
    return (await session.execute(query.order_by(late_entries.c.id).limit(limit))).all()
