"""What one may ask about contributions: all of them are public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.contributions.domain import Contribution
from tendering.contributions.tables import contributions


async def contributions_to(
    session: AsyncSession, engagement_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Contribution]:
    """Contributions to an engagement, as they were written down; `after` is the last one already seen."""
    query = select(Contribution).where(contributions.c.engagement_id == engagement_id)
    if after is not None:
        query = query.where(contributions.c.id > after)
    return (await session.scalars(query.order_by(contributions.c.id).limit(limit))).all()


async def contribution_to_answer(session: AsyncSession, engagement_id: UUID, contribution_id: UUID) -> Contribution:
    """One contribution to this engagement, held until the transaction ends. Raises NotFound."""
    found = await session.get(Contribution, contribution_id, with_for_update=True)
    if found is None or found.engagement_id != engagement_id:
        raise NotFound(f"There is no contribution {contribution_id} to this engagement.")
    return found
