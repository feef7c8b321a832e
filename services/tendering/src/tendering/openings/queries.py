"""What one may ask about openings."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import ON_THE_WAY
from kernel.errors import NotFound
from tendering.bids.tables import bids, sealed_envelopes
from tendering.entries.queries import is_live
from tendering.entries.tables import phase_entries, sealed_entries
from tendering.notices.domain import Notice, Status
from tendering.notices.tables import notices
from tendering.openings.domain import CommitmentLog, Outcome, may_have_closed
from tendering.openings.tables import commitment_logs
from tendering.phases.domain import PhaseLog
from tendering.phases.queries import progress_of
from tendering.phases.tables import phase_logs
from tendering.sealing.domain import Log


async def log_of(session: AsyncSession, notice_id: UUID) -> CommitmentLog | None:
    """What was in at the deadline, once it is logged."""
    return await session.scalar(select(CommitmentLog).where(commitment_logs.c.notice_id == notice_id))


async def notice_to_open(session: AsyncSession, notice_id: UUID) -> Notice:
    """The notice, held until the transaction ends: no bid comes in beside it."""
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None:
        raise NotFound(f"There is no notice {notice_id}.")
    return notice


async def notices_to_log(session: AsyncSession, *, now: datetime) -> Sequence[Notice]:
    """Notices with sealed bids whose deadline has passed and is not logged yet; another worker's are left to it."""
    in_time = or_(notices.c.cancelled_at.is_(None), notices.c.cancelled_at > notices.c.closes_at)
    query = (
        select(Notice)
        .where(notices.c.sealing_key_id.is_not(None), notices.c.published_at.is_not(None), in_time)
        .where(notices.c.bids_logged_at.is_(None), notices.c.closes_at < now - ON_THE_WAY)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(query)).all()


async def phases_to_log(session: AsyncSession, *, now: datetime) -> list[tuple[UUID, int]]:
    """Phases with sealed entries that are over and not logged yet, by their notices."""
    keys = func.cardinality(notices.c.phase_keys)
    logged = select(func.count()).where(phase_logs.c.notice_id == notices.c.id).scalar_subquery()
    query = select(Notice, logged).where(notices.c.status == Status.PUBLISHED, keys > 0, keys > logged)
    found = []
    for notice, count in await session.execute(query):
        if not may_have_closed(notice, count, now=now):
            continue
        progress = await progress_of(session, notice)
        found += [
            (notice.id, phase)
            for phase in notice.entry_phases
            if phase not in progress.logs and progress.is_over(phase, now=now)
        ]
    return found


async def outcome_of_bids(session: AsyncSession, log: CommitmentLog) -> Outcome:
    """What opening came to, read back from the bids."""
    query = (
        select(sealed_envelopes.c.commitment, bids.c.spoilt_because)
        .join(bids, bids.c.id == sealed_envelopes.c.bid_id)
        .where(bids.c.notice_id == log.notice_id, bids.c.opened_at.is_not(None))
        .order_by(sealed_envelopes.c.commitment)
    )
    return _outcome(log, (await session.execute(query)).all())


async def outcome_of_entries(session: AsyncSession, log: PhaseLog) -> Outcome:
    """What opening came to, read back from the entries for a phase."""
    query = (
        select(sealed_entries.c.commitment, phase_entries.c.spoilt_because)
        .join(phase_entries)
        .where(is_live(log.notice_id, log.phase))
        .order_by(sealed_entries.c.commitment)
    )
    return _outcome(log, (await session.execute(query)).all())


def _outcome(log: Log, found: Iterable[tuple[str, str | None]]) -> Outcome:
    outcome = Outcome()
    for commitment, spoilt_because in found:
        if spoilt_because is None:
            outcome.opened.append(commitment)
        else:
            outcome.spoilt[commitment] = spoilt_because
    outcome.missing = log.missing({*outcome.opened, *outcome.spoilt})
    return outcome
