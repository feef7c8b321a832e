"""What one may ask about phases, and who may read what was sent for them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden, NotFound
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.phases.domain import Entry, PhaseResult
from tendering.phases.rules import Progress
from tendering.phases.tables import phase_entries, phase_results


async def progress_of(session: AsyncSession, notice: Notice) -> Progress:
    """How far the phases of a notice have come. Raises NotFound for a notice without any."""
    if notice.flexible is None:
        raise NotFound("This notice has no phases.")
    found = await session.scalars(select(PhaseResult).where(phase_results.c.notice_id == notice.id))
    return Progress(notice, notice.flexible, {each.phase: each for each in found})


async def must_be_invited(session: AsyncSession, notice: Notice, supplier_id: UUID) -> None:
    """Raise RuleBroken while nobody is invited to the final tenders, and Forbidden for who was not."""
    if notice.flexible is not None:
        progress = await progress_of(session, notice)
        progress.must_be_in(len(notice.flexible.phases), supplier_id)


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
    query = select(Entry).where(
        phase_entries.c.notice_id == notice_id,
        phase_entries.c.phase == phase,
        phase_entries.c.withdrawn_at.is_(None),
    )
    if after is not None:
        query = query.where(phase_entries.c.id > after)
    return (await session.scalars(query.order_by(phase_entries.c.id).limit(limit))).all()


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
    progress.must_be_over(phase, now=now)
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
    is_open = entry.withdrawn_at is None and progress.is_over(entry.phase, now=now)
    if not (is_open and is_entitled(notice, organisation_id, roles)):
        raise NotFound(f"There is no entry {entry_id}.")
    return entry


def is_entitled(notice: Notice, organisation_id: UUID | None, roles: Collection[str]) -> bool:
    """Whether this reader sees what others sent and were told: the buyer's commissioners, and auditors."""
    return "auditor" in roles or ("commissioner" in roles and organisation_id == notice.buyer_id)


def must_be_entitled(notice: Notice, organisation_id: UUID | None, roles: Collection[str]) -> None:
    """Raise Forbidden for anybody else: who takes part is told about itself alone."""
    if not is_entitled(notice, organisation_id, roles):
        raise Forbidden("Only the buyer and auditors read what several providers sent or were told.")
