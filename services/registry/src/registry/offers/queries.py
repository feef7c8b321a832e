"""What one may ask of services."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from registry.offers.domain import Service, no_service


async def service_of(session: AsyncSession, service_id: UUID) -> Service:
    """The service of this UUID, withdrawn ones included. Raises NotFound."""
    service = await session.get(Service, service_id)
    if service is None:
        raise no_service(service_id)
    return service
