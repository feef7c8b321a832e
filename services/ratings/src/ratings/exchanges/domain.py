"""What suppliers say of buyers, kept as sums, and what buyers say of suppliers, answered before it is published."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken
from kernel.versions import must_match
from rulebook.rules import rule

#: What a supplier answers, each with one to five. How soon a buyer pays is told by its invoices and is no opinion.
QUESTIONS = ("proportionality", "clarity", "feedback", "engagement")


class Band(StrEnum):
    """The scale of the Procurement Act 2023, s.71 and the regulations under it."""

    GOOD = "good"
    APPROACHING_TARGET = "approaching_target"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    OTHER = "other"

    def falls_to(self, later: "Band") -> int:
        """By how many bands; `other` is no band that one could fall from or to."""
        ranked: list[Band] = [band for band in Band if band is not Band.OTHER]
        return ranked.index(later) - ranked.index(self) if {self, later} <= set(ranked) else 0


#: What a supplier is rated low by.
LOW = (Band.REQUIRES_IMPROVEMENT, Band.INADEQUATE)


def locked_from(year: int) -> date:
    """The day from which a buyer rates nobody for that year, and on which its suppliers' ratings may be published.

    A day of the calendar and no pairing: who rated is not known, so nobody can be paid back by name, and nobody at all
    once the figures are out.
    """
    first = date(year + 1, 1, 1)
    return first + timedelta(days=rule("ratings.exchanges", on=first).number("lock_days"))


def must_be_of_a_year(year: int, *, today: date) -> None:
    """Raises RuleBroken for a year that is to come or long over."""
    if not year <= today.year <= year + 1:
        raise RuleBroken("Rate this year or the last one.")


@dataclass(eq=False, kw_only=True)
class SupplierRating:
    """A buyer's rating of its supplier by one indicator of one contract, for a year."""

    id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: tuple[UUID, ...]
    year: int
    indicator: str
    band: Band
    evidence: str
    given_at: datetime
    publishes_on: date
    reply: str | None = None
    published_at: datetime | None = None
    version: int = 1

    @classmethod
    def given(
        cls,
        rating_id: UUID,
        contract_id: UUID,
        buyer_id: UUID,
        provider_ids: tuple[UUID, ...],
        *,
        year: int,
        indicator: str,
        band: Band,
        evidence: str,
        now: datetime,
    ) -> Self:
        """Shown to the supplier at once, and to everybody after the days for a reply. Raises RuleBroken."""
        today = day_of(now)
        must_be_of_a_year(year, today=today)
        if today >= locked_from(year):
            raise RuleBroken(f"What suppliers say of {year} may be public: nobody is rated for that year any more.")
        days = rule("ratings.exchanges", on=today).number("reply_working_days")
        return cls(
            id=rating_id,
            contract_id=contract_id,
            buyer_id=buyer_id,
            provider_ids=provider_ids,
            year=year,
            indicator=indicator,
            band=band,
            evidence=evidence,
            given_at=now,
            publishes_on=PROCUREMENT_ACT.last_after(today, days),
        )

    def answer(self, text: str, *, expected: int | None) -> None:
        """Reply before publication. Raises Stale, and Conflict once it is public."""
        must_match(self.version, expected)
        if self.published_at is not None:
            raise Conflict("This rating is published: the days for a reply are over.")
        self.reply = text
        self.version += 1

    def publish(self, *, now: datetime) -> None:
        self.published_at = now
        self.version += 1
