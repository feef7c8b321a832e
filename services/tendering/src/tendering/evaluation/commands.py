"""What one may do in an evaluation: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import RuleBroken
from tendering.bids.domain import must_be_open
from tendering.evaluation.queries import result_in, results_of
from tendering.methods.queries import method_of
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_change
from tendering.prices.domain import PriceQuery


async def settle_quality(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> Notice:
    """Close the marking for good; from here on the buyer sees the prices."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_be_open(notice, now=now)
    notice.settle_quality(now=now)
    return notice


async def ask_about_price(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, lot_id: UUID, bid_id: UUID, now: datetime
) -> PriceQuery:
    """Ask a bidder to explain a price that was flagged. Raises RuleBroken for one that was not, Conflict if asked."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    if notice.hides_prices:
        raise RuleBroken("Settle the quality first; until then nobody sees a price.")
    result = result_in(await results_of(session, notice, now=now), lot_id)
    flagged = {each.offered.bid_id for each in result.bids if each.test is not None and each.test.is_flagged}
    if bid_id not in flagged:
        raise RuleBroken("That price is neither far below the others nor below what lawful wages cost.")
    days = (await method_of(session, notice, now=now)).low_price_response_days
    due = PROCUREMENT_ACT.last_after(day_of(now), days)
    query = PriceQuery(lot_id=lot_id, bid_id=bid_id, notice_id=notice_id, asked_at=now, due_on=due)
    session.add(query)
    await flush_or_conflict(session, "The bidder was asked before.")
    return query
