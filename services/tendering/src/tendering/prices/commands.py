"""What one may do about a price in question: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.bids.domain import Bid
from tendering.notices.queries import notice_to_change
from tendering.prices.domain import Finding, PriceQuery
from tendering.prices.queries import price_query


async def explain_price(
    session: AsyncSession,
    bidder_id: UUID,
    notice_id: UUID,
    *,
    lot_id: UUID,
    bid_id: UUID,
    explanation: str,
    now: datetime,
) -> PriceQuery:
    """The bidder answers. Another's bid reads as not found."""
    bid = await session.get(Bid, bid_id)
    if bid is None or bid.bidder_id != bidder_id:
        raise NotFound("Nobody was asked about that price.")
    query = await price_query(session, notice_id, lot_id, bid_id)
    query.answer(explanation, now=now)
    return query


async def decide_about_price(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    lot_id: UUID,
    bid_id: UUID,
    finding: Finding,
    reason: str,
    now: datetime,
) -> PriceQuery:
    """Keep the bid or disregard it, after the bidder had its opportunity."""
    await notice_to_change(session, buyer_id, notice_id)
    query = await price_query(session, notice_id, lot_id, bid_id)
    query.find(finding, reason, now=now)
    return query
