"""The terms of a grant. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from grants.agreements.domain import Grant
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import ZERO, Money
from kernel.names import name_key


class MatchKind(StrEnum):
    """Money, or work and things; in kind is never cash."""

    CASH = "cash"
    IN_KIND = "in_kind"


class MilestoneStatus(StrEnum):
    """Where a milestone stands; only one that is achieved earns its amount."""

    DUE = "due"
    REPORTED = "reported"
    ACHIEVED = "achieved"


@dataclass(eq=False, kw_only=True)
class Match:
    """What somebody brings beside the grant. `reference` is the pledge, gift letter or timesheet that it is known by.

    Pending until there is evidence. Volunteers' hours have the published rate at which they count.
    """

    number: int = 0
    kind: MatchKind
    source: str
    reference: str
    amount: Money
    hours: Decimal | None = None
    hourly_rate: Money | None = None
    evidence: str | None = None
    pound: str = ""  # what makes it the same pound as another's; unique, so that none serves two grants

    @property
    def time(self) -> Fraction:
        """What its hours come to at their rate, in exact pence."""
        if self.hours is None or self.hourly_rate is None:
            return Fraction(0)
        return Fraction(self.hours) * self.hourly_rate.pence

    def belong_to(self, recipient_id: UUID) -> None:
        """Be one recipient's. A gift of money is the giver's whoever has it; hours and rooms are the recipient's."""
        owner = "" if self.kind is MatchKind.CASH else str(recipient_id)
        self.pound = "|".join((owner, name_key(self.source), name_key(self.reference)))


@dataclass(eq=False, kw_only=True)
class Milestone:
    """What is paid for reaching a point, once the funder agrees that it is reached."""

    number: int = 0
    title: str
    amount: Money
    due_on: date | None = None
    status: MilestoneStatus = MilestoneStatus.DUE
    evidence: str | None = None

    def report(self, evidence: str) -> None:
        """The recipient says that it is reached. Raises RuleBroken for one that is achieved already."""
        if self.status is MilestoneStatus.ACHIEVED:
            raise RuleBroken(f"Milestone {self.number} is achieved already.")
        self.status, self.evidence = MilestoneStatus.REPORTED, evidence

    def accept(self) -> None:
        """The funder agrees. Raises RuleBroken for one that nobody has reported."""
        if self.status is not MilestoneStatus.REPORTED:
            raise RuleBroken(f"Milestone {self.number} is {self.status}; what is reported with evidence is accepted.")
        self.status = MilestoneStatus.ACHIEVED


@dataclass(eq=False, kw_only=True)
class Tariff:
    """A line of the rate card: what one outcome pays, how it is evidenced, and how many of it at most."""

    number: int = 0
    outcome: str
    tariff: Money
    maximum_paid: int | None = None
    evidence_rule: str


@dataclass(eq=False, kw_only=True)
class Terms:
    """Everything by which a grant is earned. Nobody changes them: another grant may have others.

    `person_cap` is the most that all outcomes of one person pay. The verifier is the organisation whose assessors look
    at outcomes: neither the recipient nor an investor.
    """

    grant_id: UUID
    grant: Grant
    eligible_cost: Money
    upfront_share: Decimal
    person_cap: Money | None = None
    minimum_match_ratio: Decimal
    in_kind_cap: Decimal
    verifier_id: UUID
    investors: list[UUID] = field(default_factory=list)
    set_at: datetime
    accepted_on: date | None = None
    match: list[Match] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    tariffs: list[Tariff] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        if self.verifier_id in self.interested:
            raise Unacceptable("/verifier_id", "Whoever provides or invests does not verify.")
        if len({each.outcome for each in self.tariffs}) < len(self.tariffs):
            raise Unacceptable("/tariffs", "An outcome stands on the rate card once.")
        for brought in self.match:
            brought.belong_to(self.grant.recipient_id)
        if len({each.pound for each in self.match}) < len(self.match):
            raise Unacceptable("/match", "The same match is stated twice.")
        lines: Sequence[Sequence[Match | Milestone | Tariff]] = (self.match, self.milestones, self.tariffs)
        for each in lines:
            for number, line in enumerate(each, 1):
                line.number = number

    @property
    def interested(self) -> Collection[UUID]:
        """Those who gain by an outcome that is verified."""
        return {self.grant.recipient_id, *self.investors}

    @property
    def upfront(self) -> Fraction:
        """What is paid before anything is reached, in exact pence."""
        return Fraction(self.upfront_share) * self.grant.amount.pence

    @property
    def milestones_earned(self) -> Money:
        """What the achieved milestones come to."""
        achieved = (each.amount for each in self.milestones if each.status is MilestoneStatus.ACHIEVED)
        return sum(achieved, start=ZERO)

    def is_verified_by(self, organisation_id: UUID | None) -> bool:
        """Whether it is the organisation whose assessors look at outcomes; it gains nothing by them."""
        return organisation_id == self.verifier_id and organisation_id not in self.interested

    def accept(self, *, on: date) -> None:
        """The recipient takes the grant on these terms. Raises RuleBroken the second time."""
        if self.accepted_on is not None:
            raise RuleBroken(f"The terms were accepted on {self.accepted_on}.")
        self.accepted_on = on
        self.version += 1

    def must_be_live(self) -> None:
        """Raise RuleBroken before the recipient has accepted, and once the grant is closed: nothing is claimed then."""
        self.grant.must_run()
        if self.accepted_on is None:
            raise RuleBroken("The recipient has not accepted the terms of this grant yet.")

    def evidence_match(self, number: int, evidence: str) -> None:
        """Show that pending match is there, so that it counts. Raises RuleBroken for what is evidenced already."""
        self.grant.must_run()
        line = self.match_line(number)
        if line.evidence is not None:
            raise RuleBroken(f"Match {number} is evidenced already.")
        line.evidence = evidence
        self.version += 1

    def report_milestone(self, number: int, evidence: str) -> None:
        """The recipient says that it is reached, and what shows it."""
        self.must_be_live()
        self.milestone(number).report(evidence)
        self.version += 1

    def accept_milestone(self, number: int) -> None:
        """The funder agrees that it is reached; from then on it is earned."""
        self.must_be_live()
        self.milestone(number).accept()
        self.version += 1

    def match_line(self, number: int) -> Match:
        """What others bring, by its number. Raises NotFound."""
        found = next((each for each in self.match if each.number == number), None)
        if found is None:
            raise NotFound(f"There is no match {number} of this grant.")
        return found

    def milestone(self, number: int) -> Milestone:
        """The milestone of that number. Raises NotFound."""
        found = next((each for each in self.milestones if each.number == number), None)
        if found is None:
            raise NotFound(f"There is no milestone {number} of this grant.")
        return found
