"""What one may ask about prices in question."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.prices.domain import PriceQuery
from tendering.prices.tables import price_queries


async def queries_about(session: AsyncSession, notice_id: UUID) -> Sequence[PriceQuery]:
    """Every price of a notice that was asked about."""
    return (await session.scalars(select(PriceQuery).where(price_queries.c.notice_id == notice_id))).all()


async def price_query(session: AsyncSession, notice_id: UUID, lot_id: UUID, bid_id: UUID) -> PriceQuery:
    """What was asked about a price, held until the transaction ends. Raises NotFound where nothing was asked."""
    query = await session.get(PriceQuery, (lot_id, bid_id), with_for_update=True)
    if query is None or query.notice_id != notice_id:
        raise NotFound("Nobody was asked about that price.")
    return query
