"""How indicators are rated: properties first, then golden numbers."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import a_contract, a_published_notice

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.obligations.domain import Regime
from tendering.performance.domain import Assessment, Direction, Indicator, must_be_new
from tendering.performance.rules import assessed, attainment, has_indicators, rated, usual_bands
from tendering.track_records.domain import Rating

NOW = datetime(2027, 10, 1, 9, tzinfo=UTC)
BANDS = usual_bands(on=date(2027, 10, 1))
BEST_FIRST = [Rating.GOOD, Rating.APPROACHING, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE]
figures = st.decimals(min_value=0, max_value=10**6, places=3)


def an_indicator(direction: Direction, target: str = "90", reference: str = "kpi-1") -> Indicator:
    return Indicator(
        contract_id=uuid4(),
        reference=reference,
        title="People accommodated within 7 days",
        unit="percent",
        direction=direction,
        target=Decimal(target),
        bands=BANDS,
        agreed_at=NOW,
    )


@given(figures, figures, st.decimals(min_value="0.001", max_value=10**6, places=3))
def test_more_is_never_rated_worse_where_more_is_better_nor_better_where_it_is_worse(
    one: Decimal, other: Decimal, target: Decimal
) -> None:
    less, more = sorted((one, other))
    for direction, better, worse in ((Direction.HIGHER, more, less), (Direction.LOWER, less, more)):
        measure = an_indicator(direction, str(target))
        order = [BEST_FIRST.index(rated(measure, actual).rating) for actual in (better, worse)]
        assert order == sorted(order)


@pytest.mark.parametrize(
    ("direction", "target", "actual", "pct", "rating"),
    [
        ("higher_is_better", "90", "86.4", "96.0000", "Approaching target"),
        ("higher_is_better", "80", "84", "105.0000", "Good"),
        ("lower_is_better", "8", "10.5", "76.1905", "Requires improvement"),
        ("higher_is_better", "4.0", "3.9", "97.5000", "Approaching target"),
        ("higher_is_better", "90", "0", "0.0000", "Inadequate"),
        ("higher_is_better", "3", "2.99999", "99.9997", "Approaching target"),
        ("lower_is_better", "0", "1", "0.0000", "Inadequate"),
    ],
)
def test_golden_attainments(direction: str, target: str, actual: str, pct: str, rating: str) -> None:
    found = rated(an_indicator(Direction(direction), target), Decimal(actual))
    assert (str(found.attainment_pct), found.rating) == (pct, rating)


def test_the_unrounded_attainment_is_compared_with_the_band() -> None:
    found = rated(an_indicator(Direction.HIGHER, "1000000"), Decimal("999999.9"))
    assert (str(found.attainment_pct), found.rating) == ("100.0000", Rating.APPROACHING)


def test_none_of_what_was_to_be_avoided_is_good_and_no_target_is_no_measure() -> None:
    none = rated(an_indicator(Direction.LOWER, "8"), Decimal(0))
    aimless = rated(an_indicator(Direction.HIGHER, "0"), Decimal(7))
    assert (none.attainment_pct, none.rating) == (None, Rating.GOOD)
    assert (aimless.attainment_pct, aimless.rating) == (None, Rating.OTHER)
    assert attainment(Direction.LOWER, Decimal(0), Decimal(0)) is None


def test_an_assessment_leaves_no_indicator_out_and_makes_none_up() -> None:
    measure = an_indicator(Direction.HIGHER)
    for actuals in ({}, {measure.id: Decimal(1), uuid4(): Decimal(1)}):
        with pytest.raises(Unacceptable, match="every indicator"):
            assessed([measure], actuals)


def test_a_reference_stands_once_in_a_contract() -> None:
    with pytest.raises(Unacceptable, match="already") as refused:
        must_be_new([an_indicator(Direction.LOWER)], [an_indicator(Direction.HIGHER)])
    assert refused.value.path == "/indicators/0/reference"


def an_assessment(actual: str) -> Assessment:
    found = rated(an_indicator(Direction.HIGHER), Decimal(actual))
    first, last = date(2027, 4, 1), date(2027, 9, 30)
    return Assessment(
        contract_id=uuid4(), first=first, last=last, assessed_at=NOW, is_statutory=False, findings=[found]
    )


def test_what_is_on_course_needs_no_plan_and_what_is_not_gets_one() -> None:
    with pytest.raises(RuleBroken, match="on course"):
        an_assessment("86.4").plan_improvement("More staff.", date(2027, 12, 31), now=NOW)
    poor = an_assessment("70")
    with pytest.raises(Unacceptable, match="after the period"):
        poor.plan_improvement("More staff.", date(2027, 9, 29), now=NOW)
    poor.plan_improvement("More staff.", date(2027, 12, 31), now=NOW)
    assert (poor.plan, poor.version) == ("More staff.", 2)
    with pytest.raises(RuleBroken, match="a plan already"):
        poor.plan_improvement("Again.", date(2027, 12, 31), now=NOW)


@given(st.integers(416_666_000, 416_667_500), st.integers(0, 4), st.booleans())
def test_only_a_contract_over_five_million_with_vat_is_kept_from_its_signature_for_want_of_indicators(
    pence: int, count: int, excused: bool
) -> None:
    why = "A single handover." if excused else None
    contract = a_contract(value=Money(pence), no_indicators_because=why)
    asked = has_indicators(a_published_notice(), contract, count, now=NOW)
    assert bool(asked) is (Money(pence).times(Fraction(6, 5)) > Money.parse("5000000.00"))
    assert any(each.blocks for each in asked) is (bool(asked) and count < 3 and not excused)


def test_light_touch_asks_for_no_indicators_however_large() -> None:
    notice = a_published_notice(regime=Regime.LIGHT_TOUCH)
    assert has_indicators(notice, a_contract(value=Money(10**10)), 0, now=NOW) == []
