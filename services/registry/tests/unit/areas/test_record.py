"""Whether a code stood on a day, and who had taken over by then."""

from datetime import date

import pytest

from registry.areas.domain import Life, Record, Succession

BEFORE, THE_DAY, AFTER = date(2019, 3, 31), date(2019, 4, 1), date(2026, 1, 1)
OVER = Succession("E06000029", "E06000058", THE_DAY)
UNDATED = Succession("E06000029", "E06000058", None)
LIFE = Life(date(2009, 1, 1), BEFORE)


@pytest.mark.parametrize(
    ("record", "before", "after"),
    [
        (Record(), True, True),
        (Record(current=True), True, True),
        (Record(lives=(LIFE,)), True, False),
        (Record(lives=(LIFE, Life(THE_DAY, None))), True, True),
        (Record(current=False, successions=(OVER,)), True, False),
        (Record(current=None, successions=(OVER,)), True, False),
        # A code that is in use still may have given a part of itself away.
        (Record(current=True, successions=(OVER,)), True, True),
        (Record(current=False, active="E06000058"), False, False),
    ],
)
def test_a_code_stands_until_it_is_known_to_have_ended(record: Record, before: bool, after: bool) -> None:
    assert (record.stands_on(BEFORE), record.stands_on(AFTER)) == (before, after)


def test_who_takes_over_on_a_day_has_taken_over_that_day() -> None:
    record = Record(successions=(OVER,))
    assert (list(record.heirs_on(BEFORE)), list(record.heirs_on(THE_DAY))) == ([], ["E06000058"])


def test_without_a_dated_successor_the_area_of_today_takes_over() -> None:
    assert list(Record(active="E06000058").heirs_on(AFTER)) == ["E06000058"]
    assert list(Record(successions=(UNDATED,), active="E06000099").heirs_on(AFTER)) == ["E06000058"]
