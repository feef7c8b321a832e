"""Simulations over HTTP: nothing is kept, and asking again costs nothing."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router
from chassis.identity import Actor, role
from kernel.errors import NotFound
from tendering.allocations.schemas import AllocationOut
from tendering.bids.domain import must_show_prices
from tendering.evaluation.schemas import LotResultOut
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.simulations import queries
from tendering.simulations.domain import CallOffSupposed
from tendering.simulations.queries import Course
from tendering.simulations.schemas import CourseOut, SimulationIn, SimulationOut

router = Router(prefix="/simulations", tags=["simulations"])
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.post("", response_model=SimulationOut)
async def simulate(body: SimulationIn, reading: Reading, insider: Insider, now: Now) -> SimulationOut:
    """What would have come of other weights, bids, prices or limits: for the buyer and for auditors.

    What would come of a call-off may be asked by every authority that the framework names.
    """
    notice, call_off = await visible_notice(reading, insider.organisation, body.notice_id), body.called_off()
    if not insider.has("auditor") and insider.organisation not in askers(notice, call_off):
        raise NotFound(f"There is no notice {notice.id} of yours.")
    if call_off is not None:
        must_show_prices(notice)
        asked = await queries.called_off(reading, notice, call_off, body.supposed(), now=now)
        return SimulationOut(notice_id=notice.id, real=None, supposed=shown(notice, asked), changed_lots=[])
    if body.bids:
        outcome = queries.imagined(notice, body.imagined(), body.supposed(), now=now)
        course = CourseOut(lots=[], allocation=AllocationOut.of(outcome))
        return SimulationOut(notice_id=notice.id, real=None, supposed=course, changed_lots=[])
    must_show_prices(notice)
    real, supposed = await queries.courses(reading, notice, body.supposed(), now=now)
    went, would = shown(notice, real), shown(notice, supposed)
    winners, others = went.allocation.winners, would.allocation.winners
    changed = [lot.id for lot in notice.lots if winners.get(lot.id) != others.get(lot.id)]
    return SimulationOut(notice_id=notice.id, real=went, supposed=would, changed_lots=changed)


def askers(notice: Notice, call_off: CallOffSupposed | None) -> set[UUID]:
    """The authorities that may ask: the buyer, and about a call-off whoever the framework lets call off."""
    named = notice.framework.buyers if notice.framework and call_off else ()
    return {notice.buyer_id, *named}


def shown(notice: Notice, course: Course) -> CourseOut:
    """One course of the competition."""
    references = {lot.id: lot.reference for lot in notice.lots}
    lots = [LotResultOut.of(each, references[each.lot_id]) for each in course.lots]
    return CourseOut(lots=lots, allocation=AllocationOut.of(course.outcome))
