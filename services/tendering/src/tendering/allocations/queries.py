"""What one may ask about an allocation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.allocations.domain import Outcome
from tendering.allocations.rules import allocate, seats_in
from tendering.evaluation.domain import Scored
from tendering.evaluation.queries import results_of
from tendering.evaluation.rules.results import LotResult
from tendering.notices.domain import Notice
from tendering.suppliers.queries import groups_of
from tendering.terms.domain import Framework, Lot, LotLimit


async def outcome_of(session: AsyncSession, notice: Notice, *, now: datetime) -> Outcome:
    """Who wins which lots. Raises RuleBroken while the bids are sealed."""
    return await outcome_from(session, notice, await results_of(session, notice, now=now))


async def outcome_from(
    session: AsyncSession, notice: Notice, results: Sequence[LotResult], *, limit: LotLimit | None = None
) -> Outcome:
    """Who wins which lots by these tables, under the notice's limit or another; groups are those of the deadline."""
    bidders = {UUID(line.entry.bidder) for each in results for line in each.table}
    groups = await groups_of(session, bidders, on=day_of(notice.closes_at))
    tables = {each.lot_id: each.table for each in results if each.table}
    if notice.framework is not None:
        return seated(notice.framework, tables)
    return decided(
        notice.lots, limit or notice.lot_limit, tables, {str(each): str(group) for each, group in groups.items()}
    )


def seated(framework: Framework, tables: Mapping[UUID, Sequence[Scored]]) -> Outcome:
    """Each lot of a framework to all who have a seat on it."""
    seats = {lot: seats_in(table, framework) for lot, table in tables.items()}
    best = {lot: table[0] for lot, table in tables.items()}
    winners = {lot: lines[0] for lot, lines in seats.items() if lines}
    return Outcome(best=best, winners=winners, limited=[], allocation=None, seats=seats)


def decided(
    lots: Sequence[Lot], limit: LotLimit | None, tables: Mapping[UUID, Sequence[Scored]], groups: Mapping[str, str]
) -> Outcome:
    """Each lot to the first of its table, but those that the limit counts as the published mechanism has it."""
    best = {lot: table[0] for lot, table in tables.items()}
    named = {lot.reference: lot.id for lot in lots}
    limited = [named[name] for name in limit.lots if named[name] in tables] if limit else []
    if limit is None or not limited:
        return Outcome(best=best, winners=best, limited=[], allocation=None)
    found = allocate({str(lot): tables[lot] for lot in limited}, groups.__getitem__, limit.maximum)
    chosen = {UUID(lot): line for lot, line in found.chosen.lots.items()}
    free = {lot: line for lot, line in best.items() if lot not in limited}
    return Outcome(best=best, winners={**free, **chosen}, limited=limited, allocation=found)
