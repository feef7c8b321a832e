"""Whether the margin is what was bid, whether everybody is paid fairly, and what is due when."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import Money, SignedMoney
from tendering.book_quarters.domain import LINES, Costs
from tendering.open_books.domain import BookReturn, Employer
from tendering.open_books.rules import (
    margin_above_bid,
    must_say_the_rise,
    next_due,
    pays_fairly,
    raises_pay,
    returns_due,
    uplifted,
)

ON = date(2027, 4, 1)


def a_return(**changes: Any) -> BookReturn:
    facts: dict[str, Any] = {
        "contract_id": uuid4(),
        "first": ON,
        "last": date(2028, 3, 31),
        "charges": Money.parse("100000.00"),
        "costs": costs("90000.00"),
        "margin": SignedMoney.parse("10000.00"),
        "margin_bid_pct": Decimal("4.5"),
        "related": (),
        "staff": (employer("13.45"),),
        "returned_at": datetime(2028, 4, 10, 9, tzinfo=UTC),
    }
    return BookReturn(**(facts | changes))


def costs(pay: str) -> Costs:
    return Costs(**{name: Money.parse(pay) if name == "pay" else Money(0) for name in LINES})


def employer(hourly: str, name: str = "Trust") -> Employer:
    return Employer(name=name, headcount=9, lowest_hourly=Money.parse(hourly))


def test_the_margin_is_held_against_the_bid_and_a_loss_is_below_it() -> None:
    assert margin_above_bid(a_return()) == Decimal("5.5")
    assert margin_above_bid(a_return(margin=SignedMoney.parse("-1000.00"))) == Decimal("-5.5")
    assert margin_above_bid(a_return(charges=Money(0))) is None


def test_one_employer_below_the_living_wage_is_unfair_whoever_it_is() -> None:
    assert pays_fairly([employer("13.45"), employer("14.00", "Agency")], on=ON)
    assert not pays_fairly([employer("15.00"), employer("13.44", "Agency")], on=ON)


def test_pay_is_uplifted_if_it_is_more_than_a_year_before() -> None:
    first = a_return()
    later = a_return(
        first=date(2028, 4, 1),
        last=date(2029, 3, 31),
        staff=(employer("13.45"), employer("14.00", "Agency")),
    )
    assert uplifted(later, [first]) == {"Trust": False}
    assert uplifted(a_return(last=date(2029, 3, 31), staff=(employer("13.80"),)), [first]) == {"Trust": True}
    assert uplifted(a_return(last=date(2028, 9, 30)), [first]) == {}


def a_year_later(hourly: str, rise: str | None) -> BookReturn:
    rose = None if rise is None else Decimal(rise)
    return a_return(last=date(2029, 3, 31), staff=(employer(hourly),), index_rise_pct=rose)


@pytest.mark.parametrize(
    ("hourly", "rise", "is_raised"),
    [("13.85", "3", True), ("13.84", "3", False), ("13.45", "0", True), ("13.45", "-2", True), ("13.44", "-2", False)],
)
def test_with_an_index_pay_rises_by_as_much_and_never_falls(hourly: str, rise: str, is_raised: bool) -> None:
    later = a_year_later(hourly, rise)
    assert (uplifted(later, [a_return()]), raises_pay(later, [a_return()])) == ({"Trust": is_raised}, is_raised)


@given(st.decimals(-20, 20, places=2), st.decimals(0, 20, places=2), st.integers(1300, 2000))
def test_a_higher_rise_never_asks_for_less(rise: Decimal, more: Decimal, pence: int) -> None:
    enough = uplifted(a_year_later(str(Money(pence)), str(rise + more)), [a_return()])["Trust"]
    assert not enough or uplifted(a_year_later(str(Money(pence)), str(rise)), [a_return()])["Trust"]


def test_the_rise_of_the_index_is_said_once_there_is_a_year_to_compare_with() -> None:
    first = a_return()
    must_say_the_rise(first, [], "the NJC pay award")
    must_say_the_rise(a_year_later("13.45", "3"), [first], "the NJC pay award")
    must_say_the_rise(a_year_later("13.45", None), [first], None)
    for rise, index in ((None, "the NJC pay award"), ("3", None)):
        with pytest.raises(Unacceptable) as refused:
            must_say_the_rise(a_year_later("13.45", rise), [first], index)
        assert refused.value.path == "/index_rise_pct"


def test_returns_are_due_after_each_year_and_after_the_end() -> None:
    ends = date(2029, 9, 30)
    assert next_due(ON, ends, []) == date(2028, 5, 1)
    assert next_due(ON, ends, [a_return(last=date(2028, 3, 31))]) == date(2029, 4, 30)
    assert next_due(ON, ends, [a_return(last=date(2029, 3, 31))]) == date(2029, 10, 30)


def test_each_return_meets_the_day_that_stands_when_it_comes() -> None:
    ends = date(2028, 9, 30)
    first, last = a_return(), a_return(first=date(2028, 4, 1), last=ends)
    assert returns_due(ON, ends, []) == {date(2028, 5, 1): None}
    assert returns_due(ON, ends, [first]) == {date(2028, 5, 1): date(2028, 4, 10), date(2028, 10, 30): None}
    half = a_return(first=date(2028, 4, 1), last=date(2028, 8, 31))
    assert returns_due(ON, ends, [first, half])[date(2028, 10, 30)] is None
    assert None not in returns_due(ON, ends, [first, last]).values()
    assert returns_due(ON, date(2027, 3, 1), []) == {}


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(Unacceptable, match="before it begins"):
        a_return(last=date(2027, 3, 31))
