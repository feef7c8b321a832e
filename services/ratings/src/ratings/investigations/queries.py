"""What one may ask about investigations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.investigations.domain import Investigation, Statement
from ratings.investigations.tables import investigations, statements


async def investigation_of(session: AsyncSession, petition_id: UUID, *, held: bool = False) -> Investigation:
    """What a petition set in motion, held until the transaction ends if it is to be changed. Raises NotFound."""
    found = await session.get(Investigation, petition_id, with_for_update=True if held else None)
    if found is None:
        raise NotFound(f"Petition {petition_id} has set no investigation in motion.")
    return found


async def statements_in(session: AsyncSession, petition_id: UUID) -> Sequence[Statement]:
    """What providers put forward, oldest first."""
    query = select(Statement).where(statements.c.petition_id == petition_id)
    return (await session.scalars(query.order_by(statements.c.id))).all()


async def investigations_by(
    session: AsyncSession, *, buyer_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Investigation]:
    """Investigations, by the age of their petitions; `after` is the last one already seen."""
    query = select(Investigation).order_by(investigations.c.petition_id).limit(limit)
    if buyer_id is not None:
        query = query.where(investigations.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(investigations.c.petition_id > after)
    return (await session.scalars(query)).all()
