"""How often services change hands, and what that costs."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.longevity.domain import Costs, History
from tendering.longevity.rules import churn, cost_curve, review_due, reviews_due, usual_terms

ON = date(2027, 4, 1)
amounts = st.integers(0, 10**9).map(Money)


def test_the_scenarios_own_history() -> None:
    found = churn(History(contracts=25, years=Decimal(10), retenders=60, provider_changes=18))
    assert list(map(str, vars(found).values())) == ["250.0000", "0.2400", "30.0000", "4.1667"]


def test_what_never_happened_has_no_rate() -> None:
    never = churn(History(contracts=25, years=Decimal(10), retenders=0, provider_changes=0))
    assert (never.change_rate_per_retender_pct, never.mean_interval_years) == (None, None)
    nothing = churn(History(contracts=0, years=Decimal(10), retenders=0, provider_changes=0))
    assert (nothing.contract_years, nothing.retenders_per_contract_year) == (Decimal(0), None)


@given(amounts, amounts, amounts)
def test_without_lock_in_a_longer_contract_never_costs_more(one: Money, two: Money, three: Money) -> None:
    costs = Costs(mobilisation=one, demobilisation=two, staff_loss=three, lock_in_a_year=Money(0))
    points = [point.annual_cost for point in cost_curve(costs, usual_terms(on=ON))]
    assert points == sorted(points, reverse=True)


def test_lock_in_makes_the_curve_turn_up_again() -> None:
    pounds = Money.parse
    costs = Costs(
        mobilisation=pounds("60000.00"),
        demobilisation=pounds("20000.00"),
        staff_loss=pounds("40000.00"),
        lock_in_a_year=pounds("3000.00"),
    )
    points = {point.years: str(point.annual_cost) for point in cost_curve(costs, usual_terms(on=ON))}
    assert points == {1: "120000.00", 3: "46000.00", 5: "36000.00", 7: "35142.86", 10: "39000.00"}


def test_a_long_contract_is_looked_at_every_two_years_and_a_short_one_never() -> None:
    assert review_due(ON, date(2032, 3, 31), None, on=ON) == date(2029, 4, 1)
    assert review_due(ON, date(2032, 3, 31), date(2029, 5, 1), on=ON) == date(2031, 5, 1)
    assert review_due(ON, date(2029, 3, 31), None, on=ON) is None


@given(st.lists(st.dates(ON, date(2034, 3, 31)), max_size=6))
def test_one_review_at_most_is_owed_and_every_other_day_was_met(reviewed: list[date]) -> None:
    due = reviews_due(ON, date(2035, 3, 31), reviewed, on=ON)
    assert next(iter(due)) == date(2029, 4, 1)
    assert sum(met is None for met in due.values()) <= 1
    assert {met for met in due.values() if met is not None} <= set(reviewed)
    assert list(due) == sorted(due)


def test_a_late_review_meets_its_day_and_sets_the_next() -> None:
    late = date(2029, 5, 1)
    assert reviews_due(ON, date(2032, 3, 31), [late], on=ON) == {date(2029, 4, 1): late, date(2031, 5, 1): None}
    assert reviews_due(ON, date(2029, 3, 31), [late], on=ON) == {}
