"""What a unit of a service costs."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.outcomes.domain import Return
from tendering.outcomes.rules import unit_costs


def a_return(**changes: Any) -> Return:
    facts: dict[str, Any] = {
        "contract_id": uuid4(),
        "first": date(2027, 4, 1),
        "last": date(2028, 3, 31),
        "places": 40,
        "occupied_nights": 13286,
        "outcomes": 52,
        "outcome": "tenancy sustained",
        "annual_cost": Money.parse("288000.00"),
        "reported_at": datetime(2028, 4, 3, 9, tzinfo=UTC),
    }
    return Return(**(facts | changes))


def test_the_scenarios_own_figures_in_a_year_with_a_leap_day() -> None:
    told = a_return()
    costs = unit_costs(told, None)
    shown = (str(costs.occupancy_pct), *map(str, (costs.per_place_year, costs.per_occupied_night, costs.per_outcome)))
    assert (told.available_nights, *shown) == (14640, "90.7514", "7200.00", "21.68", "5538.46")


def test_what_there_was_none_of_cost_nothing_that_can_be_said() -> None:
    costs = unit_costs(a_return(places=0, occupied_nights=0, outcomes=0), None)
    assert set(vars(costs).values()) == {None}
    assert unit_costs(a_return(annual_cost=None), None).per_outcome is None


def test_the_annual_award_stands_in_for_a_cost_that_is_not_stated_and_is_not_rounded_first() -> None:
    costs = unit_costs(a_return(annual_cost=None, places=3, outcomes=1000), Fraction(10_000, 3))
    assert (str(costs.per_place_year), str(costs.per_outcome)) == ("11.11", "0.03")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**12))
def test_more_outcomes_for_the_same_money_never_cost_more_each(one: int, other: int, pence: int) -> None:
    few, many = sorted((one, other))
    dear, cheap = (unit_costs(a_return(outcomes=each, annual_cost=Money(pence)), None) for each in (few, many))
    assert dear.per_outcome is not None and cheap.per_outcome is not None  # noqa: PT018
    assert cheap.per_outcome <= dear.per_outcome


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(Unacceptable, match="before it begins"):
        a_return(last=date(2027, 3, 31))
