"""What one may ask about applicants."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.applicants.domain import Applicant
from grants.applicants.rules import passes_on
from grants.applicants.tables import applicants
from grants.applications.queries import readable_application
from kernel.errors import NotFound
from rulebook.decisions import Decision


async def own_applicant(session: AsyncSession, application_id: UUID) -> Applicant | None:
    """What the applicant said of itself; None where it has said nothing."""
    query = select(Applicant).where(applicants.c.application_id == application_id)
    return (await session.scalars(query)).one_or_none()


async def readable_applicant(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> Applicant:
    """The same, for who reads the application."""
    await readable_application(session, organisation_id, roles, application_id)
    applicant = await own_applicant(session, application_id)
    if applicant is None:
        raise NotFound(f"The applicant of {application_id} has said nothing of itself.")
    return applicant


async def lead_says(
    session: AsyncSession, application_id: UUID, adopted: frozenset[Standard], *, now: datetime
) -> list[Decision]:
    """Whether the applicant, as a lead, passes enough on; nothing where the funder did not adopt the rule."""
    if Standard.LEAD not in adopted:
        return []
    return [passes_on(await own_applicant(session, application_id), now=now)]
