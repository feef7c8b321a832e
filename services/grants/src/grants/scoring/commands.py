"""What one may do about scores that lie apart."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from grants.applications.queries import funders_application
from grants.assessment.queries import all_assessments
from grants.schemes.queries import standards_for
from grants.scoring.domain import Moderation, Scoring, must_be_moderated
from grants.scoring.queries import scores_of


async def moderate_scores(
    session: AsyncSession,
    funder_id: UUID,
    moderator: str,
    application_id: UUID,
    *,
    score: int,
    reason: str,
    now: datetime,
) -> Scoring:
    """Record the score that the assessors agreed on, and why. Raises RuleBroken where nothing lies apart."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    adopted = await standards_for(session, application.scheme_id)
    scoring = await scores_of(session, application, adopted, now=now)
    given = await all_assessments(session, application.id)
    must_be_moderated(scoring, moderator, [each.assessor for each in given])
    made = Moderation(
        application_id=application.id,
        scores=[*scoring.scores],
        score=score,
        reason=reason,
        moderator=moderator,
        moderated_at=now,
    )
    if scoring.moderation is None:
        session.add(made)
        await session.flush()
    else:
        scoring.moderation.again(made)
    return await scores_of(session, application, adopted, now=now)
