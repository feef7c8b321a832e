"""What one may ask about assessments."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.applications.queries import application_for_staff
from grants.assessment.domain import Assessment
from grants.assessment.tables import assessments


async def assessments_of(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    application_id: UUID,
    *,
    after: UUID | None,
    limit: int,
) -> Sequence[Assessment]:
    """What assessors said, oldest first, for the funder's people and auditors; the applicant is not among them."""
    await application_for_staff(session, organisation_id, roles, application_id)
    query = select(Assessment).where(assessments.c.application_id == application_id)
    if after is not None:
        query = query.where(assessments.c.id > after)
    return (await session.scalars(query.order_by(assessments.c.id).limit(limit))).all()


async def all_assessments(session: AsyncSession, application_id: UUID) -> Sequence[Assessment]:
    """What every assessor said of one application."""
    query = select(Assessment).where(assessments.c.application_id == application_id)
    return (await session.scalars(query.order_by(assessments.c.id))).all()
