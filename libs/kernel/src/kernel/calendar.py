"""Working days, counted as two laws count them.

Procurement Act 2023 s.123: not a Saturday, a Sunday, Christmas Day, Good Friday, nor a bank holiday in *any* part of
the United Kingdom. So 30 November counts nowhere, though only Scotland rests.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from kernel.errors import Unacceptable
from kernel.periods import DatePeriod

# Bank holidays are proclaimed a few years ahead, and extra ones later still. Beyond what GOV.UK has listed, counting
# would be guessing; move the end with each new `holidays`, which the tests compare with GOV.UK's own list.
COVERED = DatePeriod(date(2012, 1, 1), date(2028, 12, 31))
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of some parts of the United Kingdom (ISO 3166-2: ENG, NIR, SCT, WLS), counted together."""

    parts: tuple[str, ...]

    def is_working(self, day: date) -> bool:
        """Whether people are at work that day. Raises Unacceptable outside the years whose bank holidays are known."""
        if day not in COVERED:
            raise Unacceptable(
                "", f"Bank holidays are known for {COVERED}, so working days on {day} cannot be counted."
            )
        return day.weekday() < SATURDAY and not any(day in _bank_holidays(part, day.year) for part in self.parts)

    def last_beginning_with(self, day: date, count: int) -> date:
        """The last of `count` working days "beginning with" a day, which is the first of them if it is one itself."""
        if count < 1:
            raise ValueError(f"{count} working days begin with no day.")
        while True:
            count -= self.is_working(day)
            if count == 0:
                return day
            day += timedelta(days=1)

    def last_after(self, day: date, count: int) -> date:
        """The last of `count` working days "after" a day, which is never one of them."""
        return self.last_beginning_with(day + timedelta(days=1), count)

    def between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))


@cache
def _bank_holidays(part: str, year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=part, years=year))


PROCUREMENT_ACT = WorkingCalendar(("ENG", "NIR", "SCT", "WLS"))
# The Provider Selection Regime (SI 2023/1348) applies in England only; that its days are England's is our reading.
PROVIDER_SELECTION = WorkingCalendar(("ENG", "WLS"))
