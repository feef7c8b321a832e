"""What one may ask about assessments."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.applications.queries import readable_application
from grants.assessment.domain import Assessment
from grants.assessment.tables import assessments
from kernel.errors import NotFound


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
    application = await readable_application(session, organisation_id, roles, application_id)
    if organisation_id == application.applicant_id and "auditor" not in roles:
        raise NotFound(f"There are no assessments of {application_id}.")
    query = select(Assessment).where(assessments.c.application_id == application_id)
    if after is not None:
        query = query.where(assessments.c.id > after)
    return (await session.scalars(query.order_by(assessments.c.id).limit(limit))).all()
