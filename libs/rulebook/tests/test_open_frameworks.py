"""Open frameworks: when the next round is due, and when the whole ends."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from kernel.periods import years_later
from rulebook.open_frameworks import Round, ends_by_law, ends_with_the_whole, next_due, terms_are_the_same

ON = date(2026, 8, 17)
NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
FIRST = date(2027, 4, 1)
starts = some.dates(date(2026, 1, 1), date(2060, 12, 31))


@given(first=starts, suppliers=some.integers(2, 9))
def test_the_whole_lasts_eight_years_that_begin_with_the_first_award(first: date, suppliers: int) -> None:
    last = ends_by_law([Round(first, suppliers)], on=ON)
    assert last + timedelta(days=1) == years_later(first, 8)


@given(first=starts, days=some.integers(1, 2000))
def test_a_single_supplier_leaves_the_whole_four_years_and_never_more_than_eight_in_all(first: date, days: int) -> None:
    alone = first + timedelta(days=days)
    last = ends_by_law([Round(first, 3), Round(alone, 1)], on=ON)
    assert last == min(years_later(first, 8), years_later(alone, 4)) - timedelta(days=1)


def test_the_first_is_followed_within_three_years_and_the_second_within_five() -> None:
    rounds = [Round(FIRST, 3), Round(date(2028, 4, 1), 3), Round(date(2032, 4, 1), 3)]
    due = [next_due(rounds[: place + 1], place, date(2035, 3, 31), on=ON) for place in range(3)]
    assert due == [date(2030, 3, 31), date(2033, 3, 31), None]


@given(first=starts, ends=starts, place=some.integers(0, 3))
def test_nothing_is_due_on_the_day_on_which_the_whole_ends_or_later(first: date, ends: date, place: int) -> None:
    rounds = [Round(first + timedelta(days=number), 3) for number in range(4)]
    due = next_due(rounds, place, ends, on=ON)
    assert due is None or due < ends


@given(over=some.lists(some.integers(-500, 500), min_size=1, max_size=4))
def test_a_round_that_outlasts_the_whole_by_a_day_is_refused(over: list[int]) -> None:
    lasts = [FIRST + timedelta(days=days) for days in over]
    decided = ends_with_the_whole(lasts, FIRST, on=ON, now=NOW)
    assert decided.blocks is (max(over) > 0)


def test_a_round_without_a_last_day_is_neither_in_time_nor_refused() -> None:
    decided = ends_with_the_whole([FIRST, None], FIRST, on=ON, now=NOW)
    assert (decided.outcome, decided.blocks) == (None, False)


def test_other_terms_are_named_and_only_flag() -> None:
    same, other = (terms_are_the_same(names, on=ON, now=NOW) for names in ([], ["cpv", "lots"]))
    assert (same.outcome, other.outcome, other.blocks) == (True, False, False)
    assert "cpv, lots" in other.reasons[0]
