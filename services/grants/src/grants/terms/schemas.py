"""How the terms of a grant look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import (
    Count,
    DayIn,
    DecimalIn,
    DecimalOut,
    IdIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Prose,
    Strict,
    example,
    places,
)
from grants.terms.domain import Match, MatchKind, Milestone, MilestoneStatus, Tariff

Share = Annotated[DecimalIn, Field(ge=0, le=1), places(12)]
Ratio = Annotated[DecimalIn, Field(ge=0, le=1000), places(12)]
#: What is to come about, in the words of the rate card.
Outcome = Annotated[Name, Field(examples=["tenancy_sustained_6_months"])]


def pounds(amount: str) -> dict[str, str]:
    """Money in an example."""
    return {"amount": amount, "currency": "GBP"}


class MatchIn(Strict):
    """What somebody brings beside the grant, pending unless there is evidence already."""

    kind: Annotated[MatchKind, Field(strict=False)]
    source: Name
    reference: Name
    amount: MoneyIn
    hours: Annotated[DecimalIn, Field(ge=0, le=10**9), places(2)] | None = None
    hourly_rate: MoneyIn | None = None
    evidence: Name | None = None

    @model_validator(mode="after")
    def hours_have_a_rate(self) -> Self:
        """Both or neither."""
        if (self.hours is None) != (self.hourly_rate is None):
            raise ValueError("hours count at a published hourly_rate; state both or neither")
        return self

    def said(self) -> Match:
        """In the words of the domain."""
        rate = None if self.hourly_rate is None else self.hourly_rate.parsed()
        return Match(**{**dict(self), "amount": self.amount.parsed(), "hourly_rate": rate})


class MilestoneIn(Strict):
    """What is paid for reaching a point."""

    title: Name
    amount: MoneyIn
    due_on: DayIn | None = None

    def said(self) -> Milestone:
        """In the words of the domain."""
        return Milestone(title=self.title, amount=self.amount.parsed(), due_on=self.due_on)


class TariffIn(Strict):
    """A line of the rate card: what one outcome pays, how it is evidenced, and how many of it at most."""

    outcome: Outcome
    tariff: MoneyIn
    maximum_paid: Count | None = None
    evidence_rule: Prose

    def said(self) -> Tariff:
        """In the words of the domain."""
        return Tariff(**{**dict(self), "tariff": self.tariff.parsed()})


class TermsIn(
    Strict,
    json_schema_extra=example(
        eligible_cost=pounds("64000.00"),
        upfront_share=0.3,
        match=[
            {
                "kind": "cash",
                "source": "Northbridge Community Foundation",
                "reference": "NCF-2027-114",
                "amount": pounds("20000.00"),
            },
            {
                "kind": "in_kind",
                "source": "Volunteers in the kitchen",
                "reference": "Timesheets of 2027",
                "amount": pounds("4035.00"),
                "hours": 300,
                "hourly_rate": pounds("13.45"),
            },
        ],
        milestones=[{"title": "The kitchen is open", "amount": pounds("8000.00"), "due_on": "2027-06-30"}],
        tariffs=[
            {
                "outcome": "tenancy_sustained_6_months",
                "tariff": pounds("1500.00"),
                "maximum_paid": 10,
                "evidence_rule": "The landlord's letter, six months after the tenancy began.",
            }
        ],
        person_cap=pounds("3000.00"),
    ),
):
    """What the grant is for and how it is earned. Ratios that are not stated are the rulebook's.

    `upfront_share` is a part of the award; `person_cap` the most that all outcomes of one person pay. Outcomes are
    verified by assessors of the verifier, by default the funder: never the recipient, never an investor.
    """

    eligible_cost: MoneyIn
    upfront_share: Share
    match: Annotated[list[MatchIn], Field(max_length=100, default_factory=list)]
    milestones: Annotated[list[MilestoneIn], Field(max_length=100, default_factory=list)]
    tariffs: Annotated[list[TariffIn], Field(max_length=100, default_factory=list)]
    person_cap: MoneyIn | None = None
    minimum_match_ratio: Ratio | None = None
    in_kind_cap: Share | None = None
    verifier_id: IdIn | None = None
    investors: Annotated[list[IdIn], Field(max_length=20, default_factory=list)]

    def said(self) -> dict[str, Any]:
        """As the command takes them."""
        return {
            **dict(self),
            "eligible_cost": self.eligible_cost.parsed(),
            "person_cap": self.person_cap and self.person_cap.parsed(),
            "match": [each.said() for each in self.match],
            "milestones": [each.said() for each in self.milestones],
            "tariffs": [each.said() for each in self.tariffs],
        }


class MatchOut(Out):
    """What somebody brings; it counts once there is evidence."""

    number: int
    kind: MatchKind
    source: str
    reference: str
    amount: MoneyOut
    hours: DecimalOut | None
    hourly_rate: MoneyOut | None
    evidence: str | None


class MilestoneOut(Out):
    """A milestone as it stands."""

    number: int
    title: str
    amount: MoneyOut
    due_on: date | None
    status: MilestoneStatus
    evidence: str | None


class TariffOut(Out):
    """A line of the rate card."""

    outcome: str
    tariff: MoneyOut
    maximum_paid: int | None
    evidence_rule: str


class TermsOut(Out):
    """The terms of a grant, and how their lines stand."""

    grant_id: UUID
    eligible_cost: MoneyOut
    upfront_share: DecimalOut
    person_cap: MoneyOut | None
    minimum_match_ratio: DecimalOut
    in_kind_cap: DecimalOut
    verifier_id: UUID
    investors: list[UUID]
    match: list[MatchOut]
    milestones: list[MilestoneOut]
    tariffs: list[TariffOut]
    set_at: datetime
    accepted_on: date | None
    version: int
