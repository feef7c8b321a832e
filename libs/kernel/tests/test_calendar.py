"""Working days, against GOV.UK's own list and the figures of the references."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kernel.calendar import COVERED, PROCUREMENT_ACT, PROVIDER_SELECTION, WorkingCalendar
from kernel.errors import Unacceptable

REGISTER = Path(__file__).parents[4] / "shared/standards/data/registers/bank-holidays/bank-holidays_2012-on.json"
DIVISIONS = {"ENG": "england-and-wales", "WLS": "england-and-wales", "SCT": "scotland", "NIR": "northern-ireland"}
# Proclaimed in 2026 for Scotland's first match in the World Cup, after the copies at hand were made.
PROCLAIMED_SINCE = {"SCT": {date(2026, 6, 15)}}

days = st.dates(date(2012, 1, 1), date(2028, 9, 1))
counts = st.integers(1, 40)


def rested(part: str) -> set[date]:
    calendar = WorkingCalendar((part,))
    every = (date(2012, 1, 1) + timedelta(days=n) for n in range((date(2028, 12, 31) - date(2012, 1, 1)).days + 1))
    return {day for day in every if day.weekday() < 5 and not calendar.is_working(day)}


@pytest.mark.parametrize("part", DIVISIONS)
def test_bank_holidays_are_those_that_gov_uk_lists(part: str) -> None:
    listed = {event["date"] for event in BankHolidays(use_cached_holidays=True).get_holidays(division=DIVISIONS[part])}
    assert rested(part) == listed | PROCLAIMED_SINCE.get(part, set())


@pytest.mark.skipif(not REGISTER.exists(), reason="the bank holidays of ../shared are not here")
@pytest.mark.parametrize("part", DIVISIONS)
def test_bank_holidays_are_those_of_the_register_file(part: str) -> None:
    events = json.loads(REGISTER.read_text(encoding="utf-8"))[DIVISIONS[part]]["events"]
    assert rested(part) == {date.fromisoformat(event["date"]) for event in events} | PROCLAIMED_SINCE.get(part, set())


@pytest.mark.parametrize(
    ("award_notice_on", "last_day"),
    [
        (date(2026, 11, 25), date(2026, 12, 7)),  # St Andrew's Day rests in Scotland
        (date(2026, 12, 24), date(2027, 1, 8)),  # Christmas, Boxing Day, New Year and 2 January, moved to the 4th
        (date(2026, 11, 28), date(2026, 12, 10)),  # a Saturday: Tuesday 1 December is day 1
    ],
)
def test_eight_working_days_beginning_with_the_award_notice(award_notice_on: date, last_day: date) -> None:
    assert PROCUREMENT_ACT.last_beginning_with(award_notice_on, 8) == last_day


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),  # Scotland
        date(2026, 3, 17),  # Northern Ireland
        date(2026, 4, 6),  # everywhere but Scotland
        date(2026, 6, 15),  # Scotland
        date(2026, 7, 13),  # Northern Ireland
        date(2026, 8, 3),  # Scotland
        date(2026, 8, 31),  # everywhere but Scotland
        date(2026, 11, 30),  # Scotland
    ],
)
def test_a_bank_holiday_in_one_part_of_the_kingdom_is_a_working_day_nowhere(day: date) -> None:
    assert day.weekday() < 5
    assert not PROCUREMENT_ACT.is_working(day)


def test_the_provider_selection_regime_counts_england_and_wales_only() -> None:
    assert PROVIDER_SELECTION.last_beginning_with(date(2026, 11, 25), 8) == date(2026, 12, 4)
    assert PROVIDER_SELECTION.last_after(date(2026, 11, 26), 8) == date(2026, 12, 8)
    assert PROCUREMENT_ACT.last_after(date(2026, 11, 26), 8) == date(2026, 12, 9)


@given(days, days, counts)
def test_who_starts_later_ends_no_earlier(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    ends = [PROCUREMENT_ACT.last_beginning_with(day, count) for day in (first, second)]
    assert ends == sorted(ends)


@given(days, counts)
def test_counting_to_a_day_and_counting_the_days_agree(day: date, count: int) -> None:
    last = PROCUREMENT_ACT.last_beginning_with(day, count)
    assert PROCUREMENT_ACT.is_working(last)
    assert PROCUREMENT_ACT.between(day, last) == count
    assert PROCUREMENT_ACT.last_beginning_with(day, count + 1) > last


@given(days, counts)
def test_more_parts_never_rest_less(day: date, count: int) -> None:
    assert PROCUREMENT_ACT.last_beginning_with(day, count) >= PROVIDER_SELECTION.last_beginning_with(day, count)


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2029, 1, 1)])
def test_outside_the_years_whose_bank_holidays_are_known_nothing_is_guessed(day: date) -> None:
    assert day not in COVERED
    with pytest.raises(Unacceptable, match="cannot be counted"):
        PROCUREMENT_ACT.is_working(day)


def test_no_working_days_begin_with_no_day() -> None:
    with pytest.raises(ValueError, match="0 working days"):
        PROCUREMENT_ACT.last_beginning_with(date(2026, 11, 25), 0)
