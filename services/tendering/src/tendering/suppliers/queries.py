"""What one may ask about the organisations that take part."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import known_organisation
from events import Party
from tendering.suppliers.tables import organisations


async def party(session: AsyncSession, organisation_id: UUID) -> Party:
    """The organisation as an event may name it. Raises NotFound for one the register has not told of."""
    return await known_organisation(session, organisations, organisation_id)


async def active_buyer(session: AsyncSession, organisation_id: UUID) -> Party:
    """A contracting authority that may buy. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="buyer")


async def active_provider(session: AsyncSession, organisation_id: UUID) -> Party:
    """A provider that may bid. Raises NotFound or RuleBroken."""
    return await known_organisation(session, organisations, organisation_id, acting_as="provider")
