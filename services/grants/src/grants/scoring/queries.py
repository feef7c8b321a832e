"""What one may ask about the scores of an application."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.applications.domain import Application
from grants.applications.queries import readable_application
from grants.assessment.queries import all_assessments
from grants.interests.domain import free
from grants.interests.queries import declarations_on
from grants.schemes.queries import standards_for
from grants.scoring.domain import Moderation, Scoring
from grants.scoring.rules import is_scored, scoring_of
from kernel.clock import day_of
from kernel.errors import NotFound
from rulebook.decisions import Decision


async def scores_of(
    session: AsyncSession, application: Application, adopted: frozenset[Standard], *, now: datetime
) -> Scoring:
    """The scores that count; where declarations of interest are asked for, only of those who made them."""
    asked = Standard.SCORING in adopted
    said = free(await declarations_on(session, application.id)) if asked else None
    moderation = await session.get(Moderation, application.id)
    given = await all_assessments(session, application.id)
    return scoring_of(given, moderation, free=said, on=day_of(now))


async def scoring_says(
    session: AsyncSession, application: Application, adopted: frozenset[Standard], *, now: datetime
) -> list[Decision]:
    """Whether it was scored as the funder says; nothing where it did not adopt the rule."""
    if Standard.SCORING not in adopted:
        return []
    return [is_scored(await scores_of(session, application, adopted, now=now), now=now)]


async def readable_scoring(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    application_id: UUID,
    *,
    now: datetime,
) -> Scoring:
    """The scores for the funder's people and auditors, for the applicant once it is decided."""
    application = await readable_application(session, organisation_id, roles, application_id)
    if organisation_id == application.applicant_id and "auditor" not in roles and not application.is_decided:
        raise NotFound("The scores are shown with the decision.")
    return await scores_of(session, application, await standards_for(session, application.scheme_id), now=now)
