"""What one may suppose. Everything here reads, and nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken, Unacceptable
from tendering.allocations.domain import Outcome
from tendering.allocations.queries import decided, outcome_from
from tendering.evaluation.queries import materials_of
from tendering.evaluation.rules.results import LotResult, Materials, result_of
from tendering.notices.domain import Notice, Status
from tendering.simulations.domain import Imagined, Supposed
from tendering.simulations.rules import as_supposed, imagined_tables, must_be_of, must_fit
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
