"""From a lot's result to what each of its bidders is told, criterion by criterion."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from kernel.rounding import half_up
from tendering.allocations.domain import Outcome as Allocated
from tendering.evaluation.domain import Scored
from tendering.evaluation.rules.results import Judged, LotResult
from tendering.notices.domain import Notice
from tendering.prices.rules import Outcome
from tendering.summaries.domain import Assessed, Standing, Summary
from tendering.summaries.rules.reasons import Written, reasons

PLACES = 4


def summaries_of(
    notice: Notice, result: LotResult, allocated: Allocated, written: Written, *, now: datetime
) -> list[Summary]:
    """One summary for each bid for the lot, in the order of receipt."""
    lines = {UUID(line.entry.bid): line for line in result.table}
    winner = allocated.winners.get(result.lot_id)
    decides = notice.lot_limit is not None and winner is not allocated.best.get(result.lot_id)
    return [
        Summary(
            notice_id=notice.id,
            lot_id=result.lot_id,
            bid_id=bid.offered.bid_id,
            bidder_id=bid.offered.bidder_id,
            standing=standing_of(lines.get(bid.offered.bid_id), allocated.won_by(result.lot_id)),
            total=total_of(lines.get(bid.offered.bid_id)),
            winner_bid_id=None if winner is None else UUID(winner.entry.bid),
            winner_total=total_of(winner),
            limit=notice.lot_limit.maximum if notice.lot_limit and decides else None,
            because=because(bid, lines.get(bid.offered.bid_id), winner, allocated.seats.get(result.lot_id)),
            criteria=assessed(notice, result, lines.get(bid.offered.bid_id), winner, written),
            sent_at=now,
        )
        for bid in result.bids
    ]


def standing_of(own: Scored | None, won_by: Sequence[Scored]) -> Standing:
    """What came of a bid; None for its line is a bid that was not scored."""
    if own is None:
        return Standing.NOT_ASSESSED
    return Standing.WON if own in won_by else Standing.LOST


def because(bid: Judged, own: Scored | None, winner: Scored | None, seats: Sequence[Scored] | None = None) -> list[str]:
    """Why this came of the bid, in words; `seats` are those of a framework's lot."""
    if own is None:
        return [why_not_scored(bid)]
    return [why_scored(own, winner) if seats is None else why_seated(own, seats)]


def why_seated(own: Scored, seats: Sequence[Scored]) -> str:
    """What a bid for a framework owes its seat to, or that it has none."""
    if own in seats:
        return f"It ranks {own.order} of the {len(seats)} with a seat on the framework of this lot."
    return f"By its {total_of(own)} points it ranks {own.order}, and has no seat: too few points, or too few seats."


def why_not_scored(bid: Judged) -> str:
    """Why a bid is missing from the table."""
    if bid.offered.refused_because is not None:
        return f"The lot is reserved, and the bidder does not qualify: {bid.offered.refused_because}."
    if bid.offered.excluded_because is not None:
        return f"The bidder is excluded: {bid.offered.excluded_because} (ss.26, 57)."
    if bid.outcome is Outcome.DISREGARDED:
        return "Its price was found abnormally low, after notice and an opportunity to explain it (s.19)."
    return "The lot has no score table, so nobody wins it."


def why_scored(own: Scored, winner: Scored | None) -> str:
    """What a bid of the table owes its place to."""
    if winner is None:
        return "By the limit on lots nobody wins this lot."
    if own is winner:
        return (
            "It is the best bid that the limit on lots admits." if own.order > 1 else "It is the best bid for the lot."
        )
    if own.order < winner.order:
        return "It stands before the winning bid, but the limit on lots keeps this lot from it."
    if own.total == winner.total:
        return "It has as many points as the winning bid, which was received earlier: the published tie-break."
    return f"The winning bid has {total_of(winner)} points, this one {total_of(own)}."


def assessed(
    notice: Notice, result: LotResult, own: Scored | None, winner: Scored | None, written: Written
) -> tuple[Assessed, ...]:
    """The bid criterion by criterion, in the notice's order; nothing for a bid that was not scored."""
    if own is None:
        return ()
    return tuple(
        Assessed(
            criterion=each.name,
            weight=each.weight,
            points=half_up(own.points[each.name], PLACES),
            winner_points=None if winner is None else half_up(winner.points[each.name], PLACES),
            rationales=reasons(result, own, each, written),
            winner_rationales=() if winner is None else reasons(result, winner, each, written),
        )
        for each in notice.criteria
    )


def total_of(line: Scored | None) -> Decimal | None:
    """A total as it is shown."""
    return None if line is None else half_up(line.total, PLACES)
