"""How contributions look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example, places
from tendering.contributions.domain import Contribution


class ContributionIn(
    Strict,
    json_schema_extra=example(
        contributor="Tenants' forum",
        contribution="Keys on the first day, not after a week of assessments.",
        given_on="2026-11-20",
        hours=16,
        paid={"amount": "240.00", "currency": "GBP"},
    ),
):
    """What a group of users gave to the design, in how many hours of all together, and what it was paid.

    Name the group, never a person: all of this is public.
    """

    contributor: Name
    contribution: Prose
    given_on: DayIn
    hours: Annotated[DecimalIn, Field(gt=0, le=100_000), places(2)]
    paid: MoneyIn

    def of(self, engagement_id: UUID) -> Contribution:
        """In the words of the domain."""
        return Contribution(engagement_id=engagement_id, **(dict(self) | {"paid": self.paid.parsed()}))


class DecisionIn(Strict, json_schema_extra=example(decision="Lot 1 asks for keys on the first day.")):
    """What became of a contribution."""

    decision: Prose


class ContributionOut(Out):
    """You said, we did; `decision` is null until the buyer has said what it did."""

    id: UUID
    engagement_id: UUID
    contributor: str
    contribution: str
    given_on: date
    hours: DecimalOut
    paid: MoneyOut
    decision: str | None
    decided_at: datetime | None
    version: int
