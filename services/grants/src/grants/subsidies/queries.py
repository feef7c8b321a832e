"""What one may ask about subsidies."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import AssistanceTold
from grants.applications.queries import readable_application
from grants.subsidies.domain import Subsidy
from grants.subsidies.tables import subsidies
from kernel.errors import NotFound


async def own_subsidy(session: AsyncSession, application_id: UUID) -> Subsidy | None:
    """What the applicant said of itself; None where it has said nothing."""
    return (await session.scalars(select(Subsidy).where(subsidies.c.application_id == application_id))).one_or_none()


async def subsidy_of(session: AsyncSession, application_id: UUID) -> Subsidy:
    """What an application would give an enterprise. Raises NotFound where the applicant has said nothing."""
    subsidy = await own_subsidy(session, application_id)
    if subsidy is None:
        raise NotFound(f"The applicant has not said whether {application_id} is for an enterprise.")
    return subsidy


async def readable_subsidy(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> Subsidy:
    """The same, for whoever may read the application; for anybody else it reads as not found."""
    await readable_application(session, organisation_id, roles, application_id)
    return await subsidy_of(session, application_id)


def history_told(subsidy: Subsidy) -> list[AssistanceTold]:
    """What an event says of what the recipient was given before."""
    return [AssistanceTold(given_on=it.given_on, kind=it.kind, amount=str(it.amount)) for it in subsidy.history]
