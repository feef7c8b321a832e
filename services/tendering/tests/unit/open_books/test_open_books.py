"""When a book is open, whether it adds up, and whether everybody is paid fairly."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import Money, SignedMoney
from tendering.open_books.domain import LINES, BookReturn, Costs, Employer, Signed
from tendering.open_books.rules import (
    margin_above_bid,
    must_say_the_rise,
    next_due,
    pays_fairly,
    raises_pay,
    reconciles,
    trigger,
    uplifted,
)

ON = date(2027, 4, 1)
LIMIT = Money.parse("250000.00")


def signed(value: str, months: int = 0, cpv: tuple[str, ...] = ("85311000",)) -> Signed:
    return Signed(id=uuid4(), value=Money.parse(value), signed_on=ON + timedelta(days=30 * months), cpv=cpv)


@pytest.mark.parametrize(("value", "is_open"), [("250000.00", False), ("250000.01", True)])
def test_a_contract_is_open_strictly_above_the_threshold(value: str, is_open: bool) -> None:
    assert trigger(signed(value), [], threshold=LIMIT).is_open is is_open


def test_three_of_ninety_thousand_to_one_group_open_each_others_books() -> None:
    three = [signed("90000.00", months) for months in (0, 8, 20)]
    for each in three:
        found = trigger(each, three, threshold=LIMIT)
        assert (found.by_value, found.by_aggregate, str(found.aggregate)) == (False, True, "270000.00")


def test_what_is_years_apart_or_another_service_is_not_added() -> None:
    far = [signed("90000.00", months) for months in (0, 8, 26)]
    assert not trigger(far[0], far, threshold=LIMIT).is_open
    other = [signed("90000.00"), signed("90000.00"), signed("90000.00", cpv=("45000000",))]
    assert not trigger(other[0], other, threshold=LIMIT).is_open
    unknown = [signed("90000.00"), signed("90000.00"), signed("90000.00", cpv=())]
    assert trigger(unknown[0], unknown, threshold=LIMIT).is_open


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=8))
def test_splitting_a_contract_never_closes_its_book(pieces: list[int]) -> None:
    whole = Signed(id=UUID(int=1), value=Money(sum(pieces)), signed_on=ON, cpv=["85311000"])
    parts = [Signed(id=uuid4(), value=Money(pence), signed_on=ON, cpv=["85311000"]) for pence in pieces]
    open_as_one = trigger(whole, [], threshold=LIMIT).is_open
    assert {trigger(each, parts, threshold=LIMIT).is_open for each in parts} == {open_as_one}


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


@pytest.mark.parametrize(
    ("margin", "adds_up"), [("10000.00", True), ("10500.00", True), ("10500.01", False), ("9499.99", False)]
)
def test_a_return_adds_up_within_half_a_hundredth_of_the_charges(margin: str, adds_up: bool) -> None:
    assert reconciles(a_return(margin=SignedMoney.parse(margin)), on=ON) is adds_up


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


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(Unacceptable, match="before it begins"):
        a_return(last=date(2027, 3, 31))
