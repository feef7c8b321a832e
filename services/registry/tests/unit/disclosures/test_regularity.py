"""What is due when, what came late, what is missing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.periods import DatePeriod
from registry.disclosures.domain import Disclosure, Kind
from registry.disclosures.rules import (
    disclosed_in_time,
    due_on,
    must_be_a_period,
    must_not_straddle,
    regularity_of,
)

HALF = DatePeriod(date(2025, 4, 1), date(2025, 9, 30))
DUE = date(2025, 10, 30)


def disclosed(period: DatePeriod = HALF, *, on: date = DUE, kind: Kind = Kind.PAYMENT_PRACTICE) -> Disclosure:
    last = period.last or period.first
    late = max(0, (on - due_on(kind, last)).days)
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    figures = {"mean_days": "21"}
    return Disclosure(UUID(int=1), UUID(int=2), kind, period.first, last, figures, at, DUE, late, UUID(int=3))


def test_the_last_day_in_time_is_the_thirtieth_after_the_period() -> None:
    assert due_on(Kind.PAYMENT_PRACTICE, date(2025, 9, 30)) == DUE
    at = datetime(2025, 10, 30, 23, tzinfo=UTC)
    assert disclosed_in_time(Kind.PAYMENT_PRACTICE, date(2025, 9, 30), now=at).outcome is True
    assert disclosed_in_time(Kind.PAYMENT_PRACTICE, date(2025, 9, 30), now=at + timedelta(days=1)).outcome is False


def test_what_follows_is_missing_from_the_day_after_it_was_due() -> None:
    due = due_on(Kind.PAYMENT_PRACTICE, date(2026, 3, 31))
    missing = [regularity_of(Kind.PAYMENT_PRACTICE, [disclosed()], on=due + timedelta(days=n)) for n in (0, 1, 9)]
    assert [(it.next_due_on, it.days_missing) for it in missing] == [(due, 0), (due, 1), (due, 9)]


def test_who_never_disclosed_owes_nothing_and_shows_nothing() -> None:
    found = regularity_of(Kind.LIVING_WAGE, [disclosed()], on=date(2026, 11, 25))
    assert (found.disclosed, found.next_due_on, found.days_missing) == (0, None, 0)


def test_a_correction_is_no_disclosure_of_its_own_and_no_second_chance() -> None:
    late = disclosed(on=DUE + timedelta(days=5))
    anew = disclosed(on=DUE + timedelta(days=9))
    anew.correct(late)
    found = regularity_of(Kind.PAYMENT_PRACTICE, [late, anew], on=date(2025, 12, 1))
    assert (found.disclosed, found.late, anew.days_late, late.current) == (1, 1, 5, False)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 4, 1), date(2026, 11, 25)),  # not over
        (date(2025, 4, 1), date(2025, 10, 1)),  # a day over six months
    ],
)
def test_a_period_is_over_and_no_longer_than_the_rule_says(first: date, last: date) -> None:
    with pytest.raises(Unacceptable):
        must_be_a_period(Kind.PAYMENT_PRACTICE, DatePeriod(first, last), today=date(2026, 11, 25))


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: DatePeriod(min(days), max(days)))


@given(PERIODS, PERIODS)
def test_periods_are_the_same_or_share_no_day(said: DatePeriod, known: DatePeriod) -> None:
    before = [disclosed(known)]
    if said == known:
        assert must_not_straddle(said, before) is before[0]
    elif said.overlaps(known):
        with pytest.raises(RuleBroken):
            must_not_straddle(said, before)
    else:
        assert must_not_straddle(said, before) is None
