"""What one may ask of the services that can be rated."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.eligibility.domain import Contacts, Quarter, Service
from ratings.eligibility.tables import known_organisations


async def service_of(session: AsyncSession, contract_id: UUID) -> Service:
    """The service of a contract. Raises NotFound."""
    service = await session.get(Service, contract_id)
    if service is None:
        raise NotFound(f"There is no contract {contract_id}.")
    return service


async def contacts_of(session: AsyncSession, contract_id: UUID, quarter: Quarter) -> Contacts | None:
    """How many used the service in that quarter, if its buyer has stated it."""
    return await session.get(Contacts, (contract_id, str(quarter)))


def organisations_in(area: str) -> Select[UUID]:
    """The ids of those whose address is in the area of this ITL code, or of codes that begin so."""
    region = known_organisations.c.facts["address"]["region"].astext
    return select(known_organisations.c.id).where(region.startswith(area, autoescape=True))
