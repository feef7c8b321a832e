"""What one may ask of the services that can be rated."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.eligibility.domain import Contacts, Quarter, Service


async def service_of(session: AsyncSession, contract_id: UUID) -> Service:
    """The service of a contract. Raises NotFound."""
    service = await session.get(Service, contract_id)
    if service is None:
        raise NotFound(f"There is no contract {contract_id}.")
    return service


async def contacts_of(session: AsyncSession, contract_id: UUID, quarter: Quarter) -> Contacts | None:
    """How many used the service in that quarter, if its buyer has stated it."""
    return await session.get(Contacts, (contract_id, str(quarter)))
