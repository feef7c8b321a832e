"""What one may ask about suspensions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.versions import must_match
from registry.suspensions.domain import IN_CONFIDENCE, Suspension
from registry.suspensions.tables import suspensions


async def suspensions_of(
    session: AsyncSession, organisation_id: UUID, *, in_confidence: bool, after: UUID | None = None, limit: int
) -> Sequence[Suspension]:
    """Every suspension of an organisation, oldest first; those that are not public only `in_confidence`."""
    query = select(Suspension).where(suspensions.c.organisation_id == organisation_id).order_by(suspensions.c.id)
    if not in_confidence:
        query = query.where(suspensions.c.status.not_in(IN_CONFIDENCE))
    if after is not None:
        query = query.where(suspensions.c.id > after)
    return (await session.scalars(query.limit(limit))).all()


async def suspension_to_change(session: AsyncSession, suspension_id: UUID, *, expected: int | None) -> Suspension:
    """The suspension, held until the transaction ends. Raises NotFound, or as `must_match`."""
    found = await session.get(Suspension, suspension_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no suspension {suspension_id}.")
    must_match(found.version, expected)
    return found
