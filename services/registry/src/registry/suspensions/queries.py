"""What one may ask about suspensions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.suspensions.domain import IN_CONFIDENCE, Status, Suspension
from registry.suspensions.tables import suspensions


async def suspensions_matching(
    session: AsyncSession,
    *,
    organisation_id: UUID | None = None,
    status: Status | None = None,
    in_confidence: bool,
    after: UUID | None,
    limit: int,
) -> Sequence[Suspension]:
    """Suspensions, oldest first; those that are not public only `in_confidence`."""
    query = select(Suspension).order_by(suspensions.c.id).limit(limit)
    if organisation_id is not None:
        query = query.where(suspensions.c.organisation_id == organisation_id)
    if status is not None:
        query = query.where(suspensions.c.status == status)
    if not in_confidence:
        query = query.where(suspensions.c.status.not_in(IN_CONFIDENCE))
    if after is not None:
        query = query.where(suspensions.c.id > after)
    return (await session.scalars(query)).all()


async def suspension_called(session: AsyncSession, suspension_id: UUID, *, held: bool = False) -> Suspension:
    """One suspension, `held` until the transaction ends. Raises NotFound."""
    found = await session.get(Suspension, suspension_id, with_for_update=held)
    if found is None:
        raise NotFound(f"There is no suspension {suspension_id}.")
    return found
