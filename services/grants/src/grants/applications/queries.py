"""What one may ask about applications."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.applications.domain import FUNDERS_ROLES, Application
from grants.applications.tables import applications
from grants.schemes.queries import scheme_of
from kernel.errors import NotFound


async def readable_application(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> Application:
    """The application, for who may read it; for anybody else it reads as not found."""
    application = await session.get(Application, application_id)
    if application is None or not application.may_be_read(organisation_id, roles):
        raise NotFound(f"There is no application {application_id}.")
    return application


async def application_for_staff(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> Application:
    """The application for the funder's people and auditors, with what its applicant does not read."""
    application = await readable_application(session, organisation_id, roles, application_id)
    if organisation_id == application.applicant_id and "auditor" not in roles:
        raise NotFound(f"There is no application {application_id} to you.")
    return application


async def readable_applications(
    session: AsyncSession,
    organisation_id: UUID | None,
    roles: Collection[str],
    scheme_id: UUID,
    *,
    after: UUID | None,
    limit: int,
) -> Sequence[Application]:
    """All of a scheme for the funder's people and auditors, its own for anybody else; oldest first."""
    scheme = await scheme_of(session, scheme_id)
    query = select(Application).where(applications.c.scheme_id == scheme_id).order_by(applications.c.id).limit(limit)
    is_funders = organisation_id == scheme.funder_id and not FUNDERS_ROLES.isdisjoint(roles)
    if not is_funders and "auditor" not in roles:
        query = query.where(applications.c.applicant_id == organisation_id)
    if after is not None:
        query = query.where(applications.c.id > after)
    return (await session.scalars(query)).all()


async def applicants_application(session: AsyncSession, applicant_id: UUID, application_id: UUID) -> Application:
    """The applicant's own application, held until the transaction ends. Another's reads as not found."""
    application = await session.get(Application, application_id, with_for_update=True)
    if application is None or application.applicant_id != applicant_id:
        raise NotFound(f"There is no application {application_id}.")
    return application


async def funders_application(session: AsyncSession, funder_id: UUID, application_id: UUID) -> Application:
    """An application to one of the funder's schemes, held until the transaction ends. Another's reads as not found."""
    application = await session.get(Application, application_id, with_for_update=True)
    if application is None or application.funder_id != funder_id:
        raise NotFound(f"There is no application {application_id}.")
    return application
