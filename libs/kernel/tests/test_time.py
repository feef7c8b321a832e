"""Periods, instants and versions."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.clock import day_of, end_of, last_day, now, parse_instant
from kernel.errors import Stale
from kernel.identifiers import made_at, new_id
from kernel.periods import DatePeriod, InstantPeriod, months_later, years_later
from kernel.versions import must_match

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
periods = st.builds(
    lambda first, length: DatePeriod(first, None if length is None else first + timedelta(days=length)),
    days,
    st.none() | st.integers(0, 2000),
)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_a_period_beginning_with_a_day_counts_that_day() -> None:
    assert DatePeriod.beginning_with(date(2026, 3, 31), 30).last == date(2026, 4, 29)
    assert DatePeriod.beginning_with(date(2026, 12, 8), 120).last == date(2027, 4, 6)


def test_the_financial_year_runs_from_april_to_march() -> None:
    assert DatePeriod.financial_year(date(2027, 3, 31)) == DatePeriod(date(2026, 4, 1), date(2027, 3, 31))
    assert DatePeriod.financial_year(date(2027, 4, 1)) == DatePeriod(date(2027, 4, 1), date(2028, 3, 31))


@given(periods, periods)
def test_periods_overlap_exactly_if_the_later_ones_first_day_is_in_both(one: DatePeriod, other: DatePeriod) -> None:
    later = max(one.first, other.first)
    assert one.overlaps(other) == (later in one and later in other) == other.overlaps(one)


def test_a_date_period_holds_its_last_day_and_an_instant_period_not_its_end() -> None:
    assert date(2026, 3, 31) in DatePeriod(date(2026, 3, 1), date(2026, 3, 31))
    hour = InstantPeriod(NOON, NOON + timedelta(hours=1))
    assert NOON in hour
    assert NOON + timedelta(hours=1) not in hour
    assert not hour.overlaps(InstantPeriod(NOON + timedelta(hours=1)))
    assert hour.overlaps(InstantPeriod(NOON + timedelta(minutes=59)))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        DatePeriod(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(ValueError, match="before it begins"):
        InstantPeriod(NOON, NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 8), 12, date(2027, 12, 8)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_year_after_a_leap_day_is_the_28th() -> None:
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_an_instant_is_read_into_utc() -> None:
    assert parse_instant("2026-11-25T13:00:00+01:00") == NOON
    assert parse_instant("2026-11-25T12:00:00.250Z") == NOON + timedelta(milliseconds=250)
    assert parse_instant(now().isoformat()).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "2026-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "10000-01-01T00:00:00Z",
        "2026-01-01T00:00:00+14:01",
        "2026-01-01 00:00:00Z",
        "20260101T000000Z",
        "\uff12026-01-01T00:00:00Z",
        "P1D",
        "",
    ],
)
def test_what_names_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an instant"):
        parse_instant(text)


def test_a_day_ends_at_midnight_in_the_united_kingdom() -> None:
    assert end_of(date(2026, 6, 30)) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert end_of(date(2026, 12, 7)) == datetime(2026, 12, 8, tzinfo=UTC)
    assert day_of(datetime(2026, 6, 30, 23, tzinfo=UTC)) == date(2026, 7, 1)


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)))
def test_the_end_of_a_day_is_the_first_instant_of_the_next(day: date) -> None:
    assert day_of(end_of(day)) == day + timedelta(days=1)
    assert day_of(end_of(day) - timedelta(microseconds=1)) == day


def test_nobody_overwrites_what_they_have_not_read() -> None:
    must_match(4, 4)
    must_match(4, None)
    with pytest.raises(Stale, match="version 3 was expected, and it is at version 4"):
        must_match(4, 3)


def test_identifiers_are_version_7_and_sort_by_time() -> None:
    made = new_id()
    assert made.version == 7
    assert abs((made.int >> 80) - now().timestamp() * 1000) < 60_000


def test_an_identifier_tells_when_it_was_made() -> None:
    assert made_at(UUID("01890a5d-ac96-774b-bcce-b302099a8057")) == datetime(2023, 6, 30, 3, 34, 18, 518000, UTC)
    assert abs((made_at(new_id()) - now()).total_seconds()) < 60


def test_the_last_of_several_has_a_day_only_once_all_have_come() -> None:
    assert last_day([NOON + timedelta(days=1), NOON]) == date(2026, 11, 26)
    assert last_day([NOON, None]) is None
    assert last_day([]) is None
