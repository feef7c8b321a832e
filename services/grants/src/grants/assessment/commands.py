"""What one may do with an assessment: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from grants.adoptions.commands import stand_by
from grants.adoptions.domain import Standard
from grants.applications.queries import funders_application
from grants.assessment.domain import Assessment, Recommendation
from grants.interests.domain import must_be_free
from grants.interests.queries import own_declaration
from grants.schemes.queries import standards_for
from grants.trainings.queries import training_says
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
    """Judge an undecided application to one's own funder, once. Raises Conflict for the second time.

    Raises RuleBroken for one who has an interest, and Refused for one without the training that the funder asks for.
    """
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    adopted = await standards_for(session, application.scheme_id)
    declared = await own_declaration(session, application.id, assessor)
    must_be_free(declared, is_asked=Standard.SCORING in adopted)
    trained = await training_says(session, funder_id, assessor, adopted, to="assess an application", now=now)
    await stand_by(session, trained, application.id)
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
