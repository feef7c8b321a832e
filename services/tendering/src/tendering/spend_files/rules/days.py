"""What the cell of a day says: the day, or why there is none, or why it is suspect."""

from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache

from tendering.spend_columns.domain import Order
from tendering.spend_columns.rules.cells import day_of_text, is_iso, swapped
from tendering.spend_files.domain import Code, Day, Stated

MOST_KEPT = 5_000  # texts: most rows of a file share their day with others


def day_reader(
    order: Order, months: Collection[tuple[int, int]], stated: Stated, tomorrow: date
) -> Callable[[str], Day]:
    """Reads the days of one file. `months`: those of its days that read one way only."""

    @lru_cache(MOST_KEPT)
    def day_of(text: str) -> Day:
        day = day_of_text(text, order) if text else None
        if day is not None:
            return suspected(day, text, months, stated, tomorrow)
        if text.strip():
            return Day(None, Code.BAD_DATE)
        return Day(None, None if stated.has_period else Code.MISSING_DATE)

    return day_of


def suspected(day: date, text: str, months: Collection[tuple[int, int]], stated: Stated, tomorrow: date) -> Day:
    """Half of some files has day and month changed round by a spreadsheet; some years are slips of the pen."""
    other, (first, last) = swapped(day), (stated.first, stated.last)
    if first is not None and last is not None:
        strange = not first <= day <= last
        swaps = strange and other is not None and first <= other <= last
    else:
        swaps = (
            other is not None
            and is_iso(text)
            and (day.year, day.month) not in months
            and (other.year, other.month) in months
        )
        strange = swaps or day > tomorrow
    if swaps:
        return Day(day, suspect=Code.ORDER_SUSPECT, suggested_on=other)
    return Day(day, suspect=Code.OUTSIDE_PERIOD if strange else None)
