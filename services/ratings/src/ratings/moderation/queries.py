"""What one may ask about moderation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, RuleBroken
from ratings.moderation.domain import Appeal, LogEntry
from ratings.moderation.tables import appeals, moderation_log
from ratings.stories.domain import UNDECIDED
from ratings.stories.tables import stories


@dataclass(frozen=True)
class Performance:
    """How quickly moderators decide, and how often another one disagrees."""

    decided: int
    in_time: int
    waiting: int
    overdue: int
    appeals_decided: int
    appeals_overturned: int


async def last_decision(session: AsyncSession, story_id: UUID) -> LogEntry:
    """What an appeal is against. Raises RuleBroken where nothing was decided."""
    query = select(LogEntry).where(moderation_log.c.story_id == story_id).order_by(moderation_log.c.id.desc()).limit(1)
    found = await session.scalar(query)
    if found is None:
        raise RuleBroken("No moderator has decided on this story yet.")
    return found


async def open_appeal(session: AsyncSession, story_id: UUID) -> Appeal | None:
    """An appeal that nobody has decided."""
    query = select(Appeal).where(appeals.c.story_id == story_id, appeals.c.decided_by.is_(None))
    return await session.scalar(query.limit(1))


async def appeal_to_decide(session: AsyncSession, appeal_id: UUID) -> Appeal:
    """An appeal, held until the transaction ends. Raises NotFound."""
    found = await session.scalar(select(Appeal).where(appeals.c.id == appeal_id).with_for_update())
    if found is None:
        raise NotFound(f"There is no appeal {appeal_id}.")
    return found


async def appeals_waiting(session: AsyncSession, *, after: UUID | None, limit: int) -> Sequence[Appeal]:
    """Appeals that nobody has decided, oldest first."""
    query = select(Appeal).where(appeals.c.decided_by.is_(None)).order_by(appeals.c.id).limit(limit)
    return (await session.scalars(query if after is None else query.where(appeals.c.id > after))).all()


async def log_entries(
    session: AsyncSession, named_from: int, *, after: UUID | None, limit: int
) -> Sequence[tuple[LogEntry, bool]]:
    """Decisions, oldest first, each with whether its service may be named: whether it has so many stories."""
    many = select(stories.c.contract_id).group_by(stories.c.contract_id).having(func.count() >= named_from).subquery()
    query = (
        select(LogEntry, many.c.contract_id.is_not(None))
        .outerjoin(many, many.c.contract_id == moderation_log.c.contract_id)
        .order_by(moderation_log.c.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(moderation_log.c.id > after)
    return [(entry, named) for entry, named in await session.execute(query)]


async def performance(session: AsyncSession, today: date) -> Performance:
    """The figures as of today."""
    in_time = func.sum(case((moderation_log.c.decided_on <= moderation_log.c.due_on, 1), else_=0))
    first = select(func.count(), func.coalesce(in_time, 0)).where(~moderation_log.c.on_appeal)
    decided, timely = (await session.execute(first)).one()
    late = func.sum(case((stories.c.due_on < today, 1), else_=0))
    undecided = select(func.count(), func.coalesce(late, 0)).where(stories.c.state.in_(UNDECIDED))
    waiting, overdue = (await session.execute(undecided)).one()
    overturned = func.sum(case((appeals.c.is_overturned, 1), else_=0))
    settled = select(func.count(), func.coalesce(overturned, 0)).where(appeals.c.decided_by.is_not(None))
    return Performance(decided, timely, waiting, overdue, *(await session.execute(settled)).one())
