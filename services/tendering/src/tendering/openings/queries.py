"""What one may ask about openings."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import ON_THE_WAY
from kernel.errors import NotFound
from tendering.bids.tables import bids, sealed_envelopes
from tendering.notices.domain import Notice
from tendering.notices.tables import notices
from tendering.openings.domain import CommitmentLog, Outcome
from tendering.openings.tables import commitment_logs


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


async def outcome_of(session: AsyncSession, log: CommitmentLog) -> Outcome:
    """What opening came to, read back from the bids."""
    found = await session.execute(
        select(sealed_envelopes.c.commitment, bids.c.spoilt_because)
        .join(bids, bids.c.id == sealed_envelopes.c.bid_id)
        .where(bids.c.notice_id == log.notice_id, bids.c.opened_at.is_not(None))
        .order_by(sealed_envelopes.c.commitment)
    )
    outcome = Outcome()
    for commitment, spoilt_because in found:
        if spoilt_because is None:
            outcome.opened.append(commitment)
        else:
            outcome.spoilt[commitment] = spoilt_because
    outcome.missing = log.missing({*outcome.opened, *outcome.spoilt})
    return outcome
