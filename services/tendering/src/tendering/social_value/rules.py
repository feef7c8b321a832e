"""How far promises are kept. Over-delivery on one never hides failure on another."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import half_up
from rulebook.rules import rule
from tendering.performance.domain import Direction
from tendering.social_value.domain import Promise, Retention, Review


def kept(promise: Promise) -> Fraction | None:
    """Delivered of promised, or the other way round where less is better; None where nothing was promised.

    What nobody verified is not delivered, also where less would be better.
    """
    if not promise.promised:
        return None
    if promise.delivered is None:
        return Fraction(0)
    if promise.direction is Direction.HIGHER:
        return Fraction(promise.delivered) / Fraction(promise.promised)
    return Fraction(promise.promised) / Fraction(promise.delivered) if promise.delivered else Fraction(1)


def ratio(promises: Sequence[Promise]) -> Fraction | None:
    """Σ weight · min(kept, 1) ÷ Σ weight, over the promises that count; None where none does."""
    counted = [(Fraction(each.weight), share) for each in promises if (share := kept(each)) is not None]
    weights = sum((weight for weight, _ in counted), Fraction(0))
    return (
        sum((weight * min(share, Fraction(1)) for weight, share in counted), Fraction(0)) / weights if weights else None
    )


def is_overdue(promise: Promise, today: date) -> bool:
    """Whether its day is over and it is not kept."""
    share = kept(promise)
    return promise.due_on is not None and today > promise.due_on and share is not None and share < 1


def is_spared(promise: Promise, ended_on: date | None) -> bool:
    """Whether its contract ended before its day came."""
    return ended_on is not None and promise.due_on is not None and ended_on < promise.due_on


def to_release(retention: Retention, share: Fraction | None) -> Money:
    """What is released now: that share of what is held, less what was released before; nothing is taken back."""
    earned = retention.held.times(share or 0)
    return Money(max(0, earned.pence - retention.released.pence))


def trailing(reviews: Sequence[Review], today: date) -> Decimal | None:
    """How far a supplier kept its promises of late: the mean of its contracts' latest ratios. None: no evidence."""
    since = months_later(today, -rule("delivery.trailing_ratio", on=today).number("months"))
    latest: Mapping[UUID, Review] = {
        each.contract_id: each for each in sorted(reviews, key=lambda each: each.reviewed_at)
    }
    recent = [each.ratio for each in latest.values() if each.ratio is not None and day_of(each.reviewed_at) >= since]
    return half_up(sum(map(Fraction, recent), Fraction(0)) / len(recent), 6) if recent else None
