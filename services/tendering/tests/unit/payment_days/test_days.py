"""Days to pay: the rules, then the half-year of the Northbridge story."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import Unacceptable
from kernel.money import Money
from tendering.payment_days.domain import Owed, Settled, figures_of, over_the_line, quarters
from tendering.payments.domain import Pause

FIRST, LAST = date(2027, 4, 1), date(2027, 9, 30)
DAYS = st.dates(FIRST, LAST)


def owed(received: date, *paid: date, pence: int = 100, pauses: tuple[Pause, ...] = ()) -> Owed:
    payments = [Settled(day, Money(pence // max(1, len(paid)))) for day in paid]
    return Owed("inv", 1, Money(pence), received, payments, pauses)


@pytest.mark.parametrize(("days", "late"), [(0, False), (30, False), (31, True)])
def test_the_thirtieth_day_is_in_time_and_the_next_is_late(days: int, late: bool) -> None:
    received = date(2027, 5, 1)
    found = figures_of([owed(received, received + timedelta(days=days))], FIRST, LAST, days=30, classes=())
    assert (found.days, bool(found.late)) == ((days,), late)


@given(st.lists(st.tuples(DAYS, st.integers(0, 120)), min_size=1, max_size=30))
def test_the_three_shares_are_all_payments_and_the_mean_lies_among_them(rows: list[tuple[date, int]]) -> None:
    found = figures_of(
        [owed(received, received + timedelta(days=days)) for received, days in rows], FIRST, LAST, days=30, classes=()
    )
    shares = [found.within_30, found.from_31_to_60, found.over_60]
    if found.payments_made:
        assert sum(it for it in shares if it is not None) == 100
        assert found.average is not None
        assert min(found.days) <= found.average <= max(found.days)
    else:
        assert shares == [None, None, None]


@given(DAYS, st.integers(1, 90), st.integers(0, 60), st.integers(0, 60))
def test_a_dispute_never_makes_a_payment_later(received: date, days: int, begins: int, lasts: int) -> None:
    first = received + timedelta(days=begins)
    pause = Pause(first, first + timedelta(days=lasts), "?")
    paid = received + timedelta(days=days)
    plain, paused = owed(received, paid), owed(received, paid, pauses=(pause,))
    assert plain.days_to(paid) - lasts <= paused.days_to(paid) <= plain.days_to(paid)
    assert paused.payable_on(30) >= plain.payable_on(30)


def test_days_of_dispute_do_not_count() -> None:
    pause = Pause(date(2027, 5, 10), date(2027, 5, 20), "Two beds were not there.")
    disputed = owed(date(2027, 5, 1), date(2027, 6, 10), pauses=(pause,))
    assert disputed.days_to(date(2027, 6, 10)) == 30
    assert disputed.payable_on(30) == date(2027, 6, 10)


def test_what_became_payable_and_was_not_paid_in_full_counts_as_unpaid() -> None:
    half = Owed("inv", 1, Money(100), date(2027, 5, 1), [Settled(date(2027, 5, 9), Money(50))])
    found = figures_of([half, owed(date(2027, 5, 1), date(2027, 5, 9))], FIRST, LAST, days=30, classes=())
    assert (found.became_payable, found.payable_not_paid) == (2, Fraction(50))


def test_quarters_are_told_one_by_one_and_the_line_itself_is_not_over() -> None:
    line = Money(3_000_000)
    bills = [owed(FIRST, date(2027, 6, 30), pence=3_000_001), owed(FIRST, date(2027, 7, 1), pence=3_000_000)]
    found = over_the_line(bills, FIRST, LAST, line)
    assert [(it.first, it.last, it.total.pence) for it in found] == [
        (FIRST, date(2027, 6, 30), 3_000_001),
        (date(2027, 7, 1), LAST, 0),
    ]


def test_only_a_payment_that_is_itself_over_the_line_is_published() -> None:
    halves = owed(FIRST, date(2027, 5, 1), date(2027, 5, 20), pence=4_000_000)
    [first, _] = over_the_line([halves, owed(FIRST, date(2027, 5, 2), pence=3_500_000)], FIRST, LAST, Money(3_000_000))
    assert (first.invoices, first.total) == (("inv",), Money(3_500_000))


@given(DAYS, DAYS)
def test_quarters_are_those_of_the_calendar_and_hold_the_whole_period(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = quarters(first, last)
    assert found[0][0] <= first
    assert last <= found[-1][1]
    assert {(it.month, it.day) for _, it in found} <= {(3, 31), (6, 30), (9, 30), (12, 31)}
    assert [end + timedelta(days=1) for _, end in found[:-1]] == [start for start, _ in found[1:]]


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(Unacceptable):
        quarters(LAST, FIRST)


def test_northbridges_first_half_year() -> None:
    days = (21, 30, 32, 18, 30, 14, 35, 29, 65, 21, 28)
    received = date(2027, 4, 30)
    bills = [owed(received, received + timedelta(days=it)) for it in days] + [owed(date(2027, 8, 20))]
    found = figures_of(bills, FIRST, LAST, days=30, classes=("vcse",))
    assert (found.days, found.average, found.became_payable) == (days, Fraction(323, 11), 12)
    assert found.payable_not_paid == Fraction(100, 12)
    assert found.average_by_class == {"vcse": None}
