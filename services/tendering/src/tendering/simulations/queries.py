"""What one may suppose. Everything here reads, and nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken, Unacceptable
from tendering.allocations.domain import Outcome
from tendering.allocations.queries import decided, outcome_from
from tendering.call_offs.domain import must_provide_for, place_under
from tendering.call_offs.queries import able_seats
from tendering.criteria.domain import must_add_up
from tendering.evaluation.queries import materials_of
from tendering.evaluation.rules.results import LotResult, Materials, result_of
from tendering.frameworks.domain import lot_in
from tendering.notices.domain import Notice, Status
from tendering.obligations.domain import Procedure
from tendering.simulations.domain import CallOffSupposed, Imagined, Supposed
from tendering.simulations.rules import as_called_off, as_supposed, imagined_tables, must_be_of, must_fit
from tendering.terms.domain import LotLimit


@dataclass(frozen=True)
class Course:
    """How a competition goes: what comes of each lot, and who wins which."""

    lots: Sequence[LotResult]
    outcome: Outcome


async def courses(session: AsyncSession, notice: Notice, supposed: Supposed, *, now: datetime) -> tuple[Course, Course]:
    """How it went, and how it would have gone. Raises RuleBroken while the bids are sealed."""
    materials = await materials_of(session, notice, now=now)
    must_fit(supposed, notice, materials)
    real = await _course(session, notice, materials, None)
    return real, await _course(session, notice, [as_supposed(each, supposed) for each in materials], supposed.limit)


async def called_off(
    session: AsyncSession, framework: Notice, call_off: CallOffSupposed, supposed: Supposed, *, now: datetime
) -> Course:
    """How a mini-competition among all who may be asked today would go, each bidding as it did for its seat.

    Raises RuleBroken for a framework without competition, for criteria that are not its own, and where nobody is able
    to bid; NotFound for another's lot.
    """
    must_provide_for(framework, Procedure.MINI_COMPETITION)
    lot = lot_in(framework, call_off.lot_id)
    criteria = framework.criteria if call_off.criteria is None else call_off.criteria
    place_under(framework, lot.id).must_cover(criteria)
    able = {seat.supplier_id for seat in await able_seats(session, framework, lot.id, now=now)}
    [judged] = [each for each in await materials_of(session, framework, now=now) if each.lot_id == lot.id]
    materials = as_called_off(judged, able, criteria)
    must_fit(supposed, framework, [materials])
    changed = as_supposed(materials, supposed)
    must_add_up(changed.evidence.criteria)
    result = result_of(lot.id, changed.offers, changed.evidence)
    return Course([result], decided([lot], None, {lot.id: result.table} if result.table else {}, {}))


async def _course(
    session: AsyncSession, notice: Notice, materials: Sequence[Materials], limit: LotLimit | None
) -> Course:
    lots = [result_of(each.lot_id, each.offers, each.evidence) for each in materials]
    return Course(lots, await outcome_from(session, notice, lots, limit=limit))


def imagined(notice: Notice, bids: Sequence[Imagined], supposed: Supposed, *, now: datetime) -> Outcome:
    """Who would win a notice that is still a draft; every bidder is a group of its own, of equals the lower id wins."""
    if notice.status is not Status.DRAFT:
        raise RuleBroken("The notice is published: suppose changes of its bids, not others.")
    if supposed.left_out or supposed.put_back or supposed.prices:
        raise Unacceptable("/bids", "Bids that are imagined are changed where they are imagined.")
    must_be_of(supposed.limit, notice)
    groups = {str(each.bidder_id): str(each.bidder_id) for each in bids}
    tables = imagined_tables(notice, bids, supposed, now=now)
    return decided(notice.lots, supposed.limit or notice.lot_limit, tables, groups)
