"""What one may consider before buying: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import ConflictsAssessed, SubsidiarityConsidered, WellBeingConsidered
from kernel.versions import must_match
from tendering.considerations.domain import ConflictsAssessment, Interest, Subsidiarity, WellBeing
from tendering.considerations.queries import last_assessment
from tendering.engagement.queries import engagement_to_change


async def consider_well_being(
    session: AsyncSession, buyer_id: UUID, thoughts: WellBeing, *, expected: int | None
) -> WellBeing:
    """Record how a procurement might improve well-being, in the place of what was considered before."""
    await engagement_to_change(session, buyer_id, thoughts.engagement_id)
    found = await session.get(WellBeing, thoughts.engagement_id)
    must_match(0 if found is None else found.version, expected)
    if found is None:
        session.add(thoughts)
    else:
        found.consider_again(thoughts)
    said = {name: getattr(thoughts, name) for name in ("engagement_id", "improves", "conduct", "consultation")}
    await emit(session, thoughts.engagement_id, WellBeingConsidered(occurred_at=thoughts.considered_at, **said))
    return found or thoughts


async def consider_subsidiarity(
    session: AsyncSession, buyer_id: UUID, thoughts: Subsidiarity, *, expected: int | None
) -> Subsidiarity:
    """Record at which tier a need is commissioned, in the place of what was said before."""
    await engagement_to_change(session, buyer_id, thoughts.engagement_id)
    found = await session.get(Subsidiarity, thoughts.engagement_id)
    must_match(0 if found is None else found.version, expected)
    if found is None:
        session.add(thoughts)
    else:
        found.consider_again(thoughts)
    said = {name: getattr(thoughts, name) for name in ("engagement_id", "tier", "able", "reason", "explanation")}
    await emit(session, thoughts.engagement_id, SubsidiarityConsidered(occurred_at=thoughts.considered_at, **said))
    return found or thoughts


async def assess_conflicts(
    session: AsyncSession,
    buyer_id: UUID,
    engagement_id: UUID,
    interests: list[Interest],
    *,
    reviewed_by: str,
    now: datetime,
) -> ConflictsAssessment:
    """Prepare the conflicts assessment, or revise it. The event says that it was revised, not what it says."""
    await engagement_to_change(session, buyer_id, engagement_id)
    before = await last_assessment(session, engagement_id)
    assessment = ConflictsAssessment(
        engagement_id=engagement_id,
        number=1 if before is None else before.number + 1,
        interests=interests,
        reviewed_at=now,
        reviewed_by=reviewed_by,
    )
    session.add(assessment)
    told = ConflictsAssessed(occurred_at=now, engagement_id=engagement_id, number=assessment.number)
    await emit(session, engagement_id, told)
    return assessment
