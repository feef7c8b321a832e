"""How an indicator is rated, how many there must be, and when the next assessment is due."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.rounding import half_up
from rulebook.rules import rule
from tendering.performance.domain import Band, Direction, Finding, Indicator, Rating


def attainment(direction: Direction, target: Decimal, actual: Decimal) -> Fraction | None:
    """Actual of target, or target of actual where less is better; one is met. None where that divides by nought."""
    part, whole = (actual, target) if direction is Direction.HIGHER else (target, actual)
    return Fraction(part) / Fraction(whole) if whole else None


def rated(indicator: Indicator, actual: Decimal) -> Finding:
    """The first band that the attainment reaches. None of what was to be avoided is good; no target is no measure."""
    share = attainment(indicator.direction, indicator.target, actual)
    if share is None:
        rating = Rating.GOOD if indicator.direction is Direction.LOWER else Rating.OTHER
        return Finding(indicator_id=indicator.id, actual=actual, attainment_pct=None, rating=rating)
    reached = (band.rating for band in indicator.bands if 100 * share >= Fraction(band.from_pct))
    return Finding(
        indicator_id=indicator.id,
        actual=actual,
        attainment_pct=half_up(100 * share, 4),
        rating=next(reached, Rating.OTHER),
    )


def assessed(indicators: Sequence[Indicator], actuals: Mapping[UUID, Decimal]) -> list[Finding]:
    """Every indicator rated, in their order. Raises Unacceptable unless each has its figure, and no other has one."""
    if actuals.keys() != {each.id for each in indicators}:
        raise Unacceptable("/results", "An assessment has one result for every indicator of the contract.")
    return [rated(each, actuals[each.id]) for each in indicators]


def usual_bands(*, on: date) -> tuple[Band, ...]:
    """The bands of the rulebook, for who states none of its own."""
    figures = rule("delivery.kpi_bands", on=on)
    return tuple(
        Band(Decimal(figures.number(name)), rating)
        for name, rating in (
            ("good_from", Rating.GOOD),
            ("approaching_from", Rating.APPROACHING),
            ("improvement_from", Rating.REQUIRES_IMPROVEMENT),
            ("inadequate_from", Rating.INADEQUATE),
        )
    )
