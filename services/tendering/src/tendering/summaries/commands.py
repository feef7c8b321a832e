"""Sending the summaries: load, decide, record."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import AssessmentSummarySent
from kernel.errors import RuleBroken
from tendering.allocations.queries import outcome_from
from tendering.bids.domain import must_show_prices
from tendering.evaluation.queries import results_of
from tendering.marks.queries import marks_of, moderations_of
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_change
from tendering.summaries.domain import Summary
from tendering.summaries.queries import summaries_sent
from tendering.summaries.rules.reasons import Written
from tendering.summaries.rules.summaries import summaries_of
from tendering.suppliers.queries import party


async def send_all_summaries(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> list[Summary]:
    """Send the summaries of every lot that has a winner, ahead of its award. Raises RuleBroken where nobody judged."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    if not notice.has_panels:
        raise RuleBroken("No panel judged these bids, so there is no assessment to summarise.")
    return await send_summaries(session, notice, [lot.id for lot in notice.lots], now=now)


async def send_summaries(
    session: AsyncSession, notice: Notice, lot_ids: Collection[UUID], *, now: datetime
) -> list[Summary]:
    """Tell each bidder for these lots how its bid was assessed, unless it was told exactly this before (s.50).

    A lot without a winner is left out: nothing is decided there.
    """
    must_show_prices(notice)
    results = await results_of(session, notice, now=now)
    outcome = await outcome_from(session, notice, results)
    written = Written(await marks_of(session, notice.id), await moderations_of(session, notice.id))
    latest = {(each.lot_id, each.bid_id): each.says() for each in await summaries_sent(session, notice.id)}
    sent = [
        summary
        for result in results
        if result.lot_id in lot_ids and result.lot_id in outcome.winners
        for summary in summaries_of(notice, result, outcome, written, now=now)
        if latest.get((summary.lot_id, summary.bid_id)) != summary.says()
    ]
    for summary in sent:
        session.add(summary)
        told = AssessmentSummarySent(
            occurred_at=now,
            notice_id=notice.id,
            lot_id=summary.lot_id,
            bid_id=summary.bid_id,
            bidder=await party(session, summary.bidder_id),
            standing=summary.standing,
            because=summary.because,
        )
        await emit(session, summary.id, told)
    return sent
