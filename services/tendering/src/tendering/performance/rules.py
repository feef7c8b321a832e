"""How an indicator is rated, how many there must be, and when the next assessment is due."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.rounding import half_up
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import rule
from tendering.contracts.domain import Contract
from tendering.contracts.rules import case_of_contract
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.obligations.rules.reach import reach
from tendering.performance.domain import Band, Direction, Finding, Indicator
from tendering.track_records.domain import Rating


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


def has_indicators(notice: Notice, contract: Contract, count: int, *, now: datetime) -> list[Decision]:
    """Whether as many were set as the law asks for before this contract is entered into (s.52); nothing if it does not.

    The authority may find that none could appropriately measure it, and say so.
    """
    required = reach(case_of_contract(notice, contract.value, now=now)).minimum_kpis
    if not required:
        return []
    why = contract.no_indicators_because
    said = f"{count} of at least {required} indicators are set" + (f"; none are appropriate: {why}" if why else ".")
    inputs = {"count": count, "minimum": required, "value": contract.value, "not_appropriate_because": why}
    asked = provision(Profile.FULL, "kpis", on=commenced_on(notice, now=now))
    return [asked.decide(count >= required or why is not None, said, inputs=inputs, now=now)]


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
