"""Periods as the law writes them: days from first to last, both included, and instants from one up to another."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self


@dataclass(frozen=True, slots=True)
class DatePeriod:
    """Every day from `first` to `last`, both included; without `last` it has no end yet."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"A period cannot end on {self.last}, before it begins on {self.first}.")

    @classmethod
    def beginning_with(cls, first: date, days: int) -> Self:
        """A period of so many days "beginning with" a day, which is day 1: thirty from 31 March end on 29 April."""
        return cls(first, first + timedelta(days=days - 1))

    @classmethod
    def financial_year(cls, day: date) -> Self:
        """The public sector's year that the day is in: 1 April to 31 March."""
        year = day.year if day >= date(day.year, 4, 1) else day.year - 1
        return cls(date(year, 4, 1), date(year + 1, 3, 31))

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "DatePeriod") -> bool:
        """Whether they share a day."""
        return (other.last is None or self.first <= other.last) and (self.last is None or other.first <= self.last)

    def __str__(self) -> str:
        return f"{self.first} to {self.last}" if self.last else f"from {self.first}"


@dataclass(frozen=True, slots=True)
class InstantPeriod:
    """From `start` up to and without `end`; without `end` it is still running. Both carry their offset from UTC."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"A period cannot end at {self.end}, before it begins at {self.start}.")

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant and (self.end is None or instant < self.end)

    def overlaps(self, other: "InstantPeriod") -> bool:
        """Whether they share an instant; one that ends as the other starts does not, nor does an empty one."""
        start = max(self.start, other.start)
        return all(period.end is None or start < period.end for period in (self, other))


def months_later(day: date, months: int) -> date:
    """The same day number so many months on (or back), or the last day of a month that is too short for it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def years_later(day: date, years: int) -> date:
    """The same day so many years on (or back); 29 February becomes 28 in a common year."""
    return months_later(day, 12 * years)
