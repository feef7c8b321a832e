"""A question about a price, its answer and what was found. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken


class Finding(StrEnum):
    """What the authority made of the bidder's explanation."""

    DEMONSTRATED = "demonstrated"
    NOT_DEMONSTRATED = "not_demonstrated"


@dataclass(eq=False, kw_only=True)
class PriceQuery:
    """A bidder is asked to explain a low price; only then can anything be found about it (s.19(4) to (5))."""

    lot_id: UUID
    bid_id: UUID
    notice_id: UUID
    asked_at: datetime
    due_on: date
    answered_at: datetime | None = None
    explanation: str | None = None
    finding: Finding | None = None
    found_at: datetime | None = None
    reason: str | None = None

    def answer(self, explanation: str, *, now: datetime) -> None:
        """The bidder explains. What comes late is still read, as long as nothing was found."""
        if self.finding is not None:
            raise RuleBroken("The authority has already decided about this price.")
        self.explanation, self.answered_at = explanation, now

    def find(self, finding: Finding, reason: str, *, now: datetime) -> None:
        """Decide. Raises RuleBroken before the bidder answered or its time was over: it had no opportunity yet."""
        if self.finding is not None:
            raise Conflict("It was decided before.")
        if self.answered_at is None and day_of(now) <= self.due_on:
            raise RuleBroken(f"The bidder has until the end of {self.due_on} to explain its price (s.19(4)).")
        if self.answered_at is None and finding is Finding.DEMONSTRATED:
            raise RuleBroken("The bidder has not explained its price.")
        self.finding, self.reason, self.found_at = finding, reason, now
