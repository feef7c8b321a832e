"""What one may ask about the organisations that take part."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import known_organisation
from events import Party
from grants.parties.tables import organisations


async def party(session: AsyncSession, organisation_id: UUID) -> Party:
    """The organisation as an event may name it. Raises NotFound for one the register has not told of."""
    return await known_organisation(session, organisations, organisation_id)


async def active_funder(session: AsyncSession, organisation_id: UUID) -> Party:
    """An organisation that may give grants. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="funder")


async def active_provider(session: AsyncSession, organisation_id: UUID) -> Party:
    """An organisation that may ask for them. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="provider")
