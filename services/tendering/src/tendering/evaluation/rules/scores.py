"""From marks, prices and commitments to points (Procurement Act 2023 s.23; weights as the notice published them)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kernel.errors import RuleBroken, Unacceptable
from tendering.criteria.domain import PANELS, SCALE, Criterion, Source, must_add_up
from tendering.evaluation.domain import Entry, Scored


def score_table(criteria: Sequence[Criterion], entries: Sequence[Entry]) -> tuple[Scored, ...]:
    """The table of one lot, best first. Raises RuleBroken for a criterion without any valid mark, Unacceptable for a
    declared value off its scale.
    """
    must_add_up(criteria)
    lowest = min((entry.price.pence for entry in entries), default=0)
    points = {
        entry.bid: {each.name: each.points * score(each, entry, lowest) / SCALE for each in criteria}
        for entry in entries
    }
    totals = {entry.bid: sum(points[entry.bid].values(), start=Fraction(0)) for entry in entries}
    ranked = sorted(entries, key=lambda entry: (-totals[entry.bid], entry.precedence))
    return tuple(
        Scored(
            entry=entry,
            points=points[entry.bid],
            social_value_points=_social(criteria, points[entry.bid]),
            total=totals[entry.bid],
            rank=1 + sum(totals[other.bid] > totals[entry.bid] for other in entries),
            order=order,
        )
        for order, entry in enumerate(ranked, start=1)
    )


def score(criterion: Criterion, entry: Entry, lowest: int) -> Fraction:
    """A bid's score of 0 to 10 for one criterion, times its delivery of late where the notice declared that."""
    return plain_score(criterion, entry, lowest) * (entry.delivery if criterion.times_delivery else 1)


def plain_score(criterion: Criterion, entry: Entry, lowest: int) -> Fraction:
    """What is offered and marked; `lowest` is the lot's lowest price in pence."""
    if criterion.source is Source.PRICE:
        return Fraction(SCALE * lowest, entry.price.pence) if entry.price.pence else Fraction(SCALE)
    if criterion.source in PANELS:
        return _mark(criterion, entry)
    if criterion.source is Source.USER_RATING:
        if entry.rating is None:
            raise RuleBroken(f"There is no rating of {entry.bidder} in the snapshot.")
        return entry.rating
    if criterion.source is Source.PAST_PERFORMANCE:
        if entry.past_performance is None:
            raise RuleBroken(f"Nothing is said of how {entry.bidder} was assessed.")
        return entry.past_performance
    return declared_score(criterion, entry.declared.get(criterion.name, Fraction(0)))


def declared_score(criterion: Criterion, value: Fraction) -> Fraction:
    """What a commitment scores. One above the scale is refused: a promise without bounds games the scoring."""
    top = criterion.scale_maximum or Decimal(SCALE)
    if not 0 <= value <= Fraction(top):
        raise Unacceptable(f"/declared/{criterion.name}", f"It must lie between 0 and {top.normalize():f}.")
    return value * SCALE / Fraction(top)


def _mark(criterion: Criterion, entry: Entry) -> Fraction:
    if criterion.name not in entry.marks:
        raise RuleBroken(f"Nobody has validly marked {criterion.name!r} of the bid {entry.bid}.")
    return entry.marks[criterion.name]


def _social(criteria: Sequence[Criterion], points: Mapping[str, Fraction]) -> Fraction:
    return sum((points[each.name] for each in criteria if each.is_social_value), start=Fraction(0))
