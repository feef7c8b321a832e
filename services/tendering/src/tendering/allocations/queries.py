"""What one may ask about an allocation."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.allocations.domain import Outcome
from tendering.allocations.rules import allocate
from tendering.evaluation.queries import results_of
from tendering.evaluation.rules.results import LotResult
from tendering.notices.domain import Notice
from tendering.suppliers.queries import groups_of


async def outcome_of(session: AsyncSession, notice: Notice, *, now: datetime) -> Outcome:
    """Who wins which lots. Raises RuleBroken while the bids are sealed."""
    return await outcome_from(session, notice, await results_of(session, notice, now=now))


async def outcome_from(session: AsyncSession, notice: Notice, results: Sequence[LotResult]) -> Outcome:
    """Who wins which lots by these tables; groups are those of the day of the deadline."""
    bidders = {UUID(line.entry.bidder) for each in results for line in each.table}
    groups = await groups_of(session, bidders, on=day_of(notice.closes_at))
    return decided(notice, results, {str(bidder): str(group) for bidder, group in groups.items()})


def decided(notice: Notice, results: Sequence[LotResult], groups: dict[str, str]) -> Outcome:
    """Each lot to the first of its table, but those that the limit counts as the published mechanism has it."""
    tables = {each.lot_id: each.table for each in results if each.table}
    best = {lot: table[0] for lot, table in tables.items()}
    named = {lot.reference: lot.id for lot in notice.lots}
    limited = [named[name] for name in notice.lot_limit.lots if named[name] in tables] if notice.lot_limit else []
    if notice.lot_limit is None or not limited:
        return Outcome(best=best, winners=best, limited=[], allocation=None)
    found = allocate({str(lot): tables[lot] for lot in limited}, groups.__getitem__, notice.lot_limit.maximum)
    chosen = {UUID(lot): line for lot, line in found.chosen.lots.items()}
    free = {lot: line for lot, line in best.items() if lot not in limited}
    return Outcome(best=best, winners={**free, **chosen}, limited=limited, allocation=found)
