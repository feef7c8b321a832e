"""The service that a contract pays for, and the quarters of the year for which it is rated."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from kernel.errors import NotFound, RuleBroken
from kernel.periods import DatePeriod

QUARTER = re.compile(r"(20[0-9]{2})-Q([1-4])", re.ASCII)


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar year; ratings name no finer time. Written `2026-Q3`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for any other spelling."""
        found = QUARTER.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a quarter such as 2026-Q3")
        return cls(int(found[1]), int(found[2]))

    @property
    def days(self) -> DatePeriod:
        return DatePeriod(date(self.year, 3 * self.number - 2, 1), self.last_day)

    @property
    def last_day(self) -> date:
        return date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(eq=False)
class Service:
    """What a contract pays for, as tendering last told of it. The first provider leads."""

    contract_id: UUID
    buyer_id: UUID
    provider_ids: tuple[UUID, ...]
    title: str
    starts_on: date
    ends_on: date
    recall_clause: str | None = None  # where its notice promised that users may recall the provider

    def must_be_bought_by(self, buyer_id: UUID) -> None:
        """Another buyer's contract reads as not found."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no contract {self.contract_id}.")

    def must_run_in(self, quarter: Quarter, *, today: date) -> None:
        """Nobody rates a service for a time when it was not provided, or that has not begun."""
        if quarter.days.first > today:
            raise RuleBroken(f"{quarter} has not begun.")
        if self.ends_on < self.starts_on or not DatePeriod(self.starts_on, self.ends_on).overlaps(quarter.days):
            raise RuleBroken(f"The service runs from {self.starts_on} to {self.ends_on}, and not in {quarter}.")


@dataclass(eq=False, kw_only=True)
class Contacts:
    """How many people used a service in a quarter, from the system that records attendance; stated once."""

    contract_id: UUID
    quarter: str
    eligible: int
    stated_at: datetime
