"""What one may do with an assessment: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from grants.applications.queries import funders_application
from grants.assessment.domain import Assessment, Recommendation
from kernel.identifiers import new_id


async def assess(
    session: AsyncSession,
    funder_id: UUID,
    assessor: str,
    application_id: UUID,
    *,
    score: int,
    recommendation: Recommendation,
    rationale: str,
    now: datetime,
) -> Assessment:
    """Judge an undecided application to one's own funder, once. Raises Conflict for the second time."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    assessment = Assessment(
        id=new_id(),
        application_id=application.id,
        assessor=assessor,
        score=score,
        recommendation=recommendation,
        rationale=rationale,
        assessed_at=now,
    )
    session.add(assessment)
    await flush_or_conflict(session, "You have already assessed this application.")
    return assessment
