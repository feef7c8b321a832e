"""What one may ask about the workings of an evaluation."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from tendering.evaluation.queries import materials_of
from tendering.evaluation.rules.results import result_of
from tendering.notices.domain import Notice
from tendering.summaries.queries import summaries_sent
from tendering.workings.rules import Own, own_of


async def own_workings(session: AsyncSession, notice: Notice, bidder_id: UUID, *, now: datetime) -> list[Own]:
    """What a bidder's points are counted from, for every lot of which it has its summary: nobody is told before."""
    told = {(each.lot_id, each.bid_id) for each in await summaries_sent(session, notice.id, bidder_id=bidder_id)}
    if not told:
        return []
    return [
        own
        for each in await materials_of(session, notice, now=now)
        for own in own_of(each, result_of(each.lot_id, each.offers, each.evidence), bidder_id)
        if (own.lot_id, own.bid_id) in told
    ]
