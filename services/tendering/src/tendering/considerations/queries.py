"""What one may ask about considerations. What is said of conflicts is for the buyer and auditors."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from rulebook.decisions import Decision
from tendering.considerations.domain import ConflictsAssessment, Preparation, Subsidiarity, WellBeing
from tendering.considerations.rules import rules_of_conflicts
from tendering.considerations.tables import conflicts
from tendering.contributions.queries import contributions_to
from tendering.engagement.domain import Engagement


async def preparation_for(session: AsyncSession, engagement_id: UUID | None) -> Preparation:
    """What came before a notice, its engagement held until the transaction ends: nothing is shown meanwhile."""
    if engagement_id is None:
        return Preparation()
    return Preparation(
        await session.get(Engagement, engagement_id, with_for_update=True),
        await contributions_to(session, engagement_id),
        await session.get(WellBeing, engagement_id),
        await last_assessment(session, engagement_id),
        await session.get(Subsidiarity, engagement_id),
    )


async def well_being_of(session: AsyncSession, engagement_id: UUID) -> WellBeing:
    """What was considered. Raises NotFound while nothing was."""
    found = await session.get(WellBeing, engagement_id)
    if found is None:
        raise NotFound("Well-being was not considered yet.")
    return found


async def subsidiarity_of(session: AsyncSession, engagement_id: UUID) -> Subsidiarity:
    """At which tier the need is commissioned, and why. Raises NotFound while nobody said so."""
    found = await session.get(Subsidiarity, engagement_id)
    if found is None:
        raise NotFound("Nobody said yet at which tier the need is commissioned.")
    return found


async def last_assessment(session: AsyncSession, engagement_id: UUID) -> ConflictsAssessment | None:
    """The conflicts assessment as it was last revised."""
    query = select(ConflictsAssessment).where(conflicts.c.engagement_id == engagement_id)
    return (await session.scalars(query.order_by(conflicts.c.number.desc()).limit(1))).first()


async def assessments_of(
    session: AsyncSession, engagement_id: UUID, *, after: int, limit: int
) -> Sequence[ConflictsAssessment]:
    """Every revision in its order; `after` is the number of the last one already seen."""
    query = select(ConflictsAssessment).where(conflicts.c.engagement_id == engagement_id, conflicts.c.number > after)
    return (await session.scalars(query.order_by(conflicts.c.number).limit(limit))).all()


async def conflicts_confirmed(
    session: AsyncSession, engagement_id: UUID | None, *, since: datetime | None, now: datetime
) -> list[Decision]:
    """What is said of a conflicts assessment at a later notice (s.83); nothing without an engagement."""
    if engagement_id is None:
        return []
    found = await last_assessment(session, engagement_id)
    return list(rules_of_conflicts(found, is_kept_here=True, since=since, now=now))
