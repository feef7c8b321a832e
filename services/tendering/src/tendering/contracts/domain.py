"""The rules of a contract. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.continuity.domain import ContinuityPlan


class Status(StrEnum):
    """Where a contract stands: it `ended` when its time was up, or was `terminated` before."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"
    TERMINATED = "terminated"


class EndGround(StrEnum):
    """Why a contract ends: what both agreed, what one did, or what the law implies (ss.78, 80; Sch.7)."""

    EXPIRY = "expiry"
    AGREEMENT = "agreement"
    NOTICE_GIVEN = "notice_given"  # a break that the contract provides for
    BREACH = "breach"
    INSOLVENCY = "insolvency"
    UNLAWFUL = "unlawful"  # awarded or modified in breach of the Act
    EXCLUDABLE = "excludable"  # the supplier has become excluded or excludable
    RECALL = "recall"  # its users voted it out, under a clause that the notice disclosed


#: Ends that take a service from its provider: how it goes on is said with them.
NEEDS_PLAN = frozenset({EndGround.INSOLVENCY, EndGround.BREACH, EndGround.EXCLUDABLE, EndGround.RECALL})


@dataclass(eq=False, kw_only=True)
class Amendment:
    """One change of a contract: what it then was, and why (Procurement Act 2023 s.74); `announced` by a UK10 before."""

    number: int
    value: Money
    ends_on: date
    rationale: str
    amended_at: datetime
    announced: bool = False


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the buyer proposes; it runs to `ends_on`, that day included. It covers `places`, and is for `beneficiaries`.

    `open_book_over` is the value above which its book is open, if the buyer draws the line elsewhere than the rulebook.
    `no_indicators_because` says why no indicators could appropriately measure it (s.52), `short_term_because` why it is
    shorter than policy would have it. `pay_index` names by what the pay of everybody on it is raised each year.
    """

    title: str
    description: str
    starts_on: date
    ends_on: date
    open_book_over: Money | None = None
    no_indicators_because: str | None = None
    short_term_because: str | None = None
    pay_index: str | None = None
    places: list[str] = field(default_factory=list)
    beneficiaries: list[str] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Contract:
    """An agreement that follows from an award, on the terms of a `Proposal`. `value` leaves VAT out."""

    id: UUID
    award_id: UUID
    notice_id: UUID
    buyer_id: UUID
    supplier_id: UUID
    title: str
    description: str
    value: Money
    starts_on: date
    ends_on: date
    proposed_at: datetime
    signed_at: datetime | None = None
    status: Status = Status.PROPOSED
    ended_on: date | None = None
    ended_because: str | None = None
    ended_ground: EndGround | None = None
    continuity_plan: ContinuityPlan | None = None
    agreed_ends_on: date | None = None
    open_book_over: Money | None = None
    no_indicators_because: str | None = None
    short_term_because: str | None = None
    pay_index: str | None = None
    places: list[str] = field(default_factory=list)
    beneficiaries: list[str] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    decisions: list[UUID] = field(default_factory=list)
    details_published_at: datetime | None = None
    copy_sha256: str | None = None
    copy_published_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        must_run(self.starts_on, self.ends_on)

    def is_party(self, organisation_id: UUID | None) -> bool:
        """Whether the organisation is one of the two that agree."""
        return organisation_id in {self.buyer_id, self.supplier_id}

    def revise(self, proposal: Proposal, *, now: datetime) -> None:
        """Propose something else, as long as the supplier has not signed."""
        if self.status is not Status.PROPOSED:
            raise RuleBroken("A signed contract is not revised but amended, with a rationale.")
        must_run(proposal.starts_on, proposal.ends_on)
        for name, said in vars(proposal).items():
            setattr(self, name, said)
        self.propose_anew(now=now)

    def propose_anew(self, *, now: datetime) -> None:
        """Something of what is proposed has changed: who read it before does not sign it unseen."""
        self.proposed_at = now
        self.version += 1

    def sign(self, *, now: datetime) -> None:
        """The supplier accepts what the buyer proposed; from here on both are bound."""
        if self.status is not Status.PROPOSED:
            raise RuleBroken("The contract is already signed.")
        self.status = Status.ACTIVE
        self.signed_at, self.agreed_ends_on = now, self.ends_on
        self.version += 1

    @property
    def agreed_end(self) -> date:
        """The last day as first agreed, whatever amendments have made of it."""
        return self.agreed_ends_on or self.ends_on

    @property
    def agreed_days(self) -> int:
        """How many days it was first agreed to run."""
        return (self.agreed_end - self.starts_on).days + 1

    def publish_details(self, copy: str | None, *, now: datetime) -> None:
        """Publish the contract details notice (UK7), with or before the contract itself, a file by its SHA-256."""
        if self.signed_at is None:
            raise RuleBroken("There are no details to publish before the contract is signed.")
        if self.details_published_at is not None and (copy is None or self.copy_sha256 is not None):
            raise RuleBroken("That is published already.")
        self.details_published_at = self.details_published_at or now
        if copy is not None:
            self.copy_sha256, self.copy_published_at = copy, now
        self.version += 1

    def amend(
        self, *, value: Money, ends_on: date, rationale: str, announced: bool = False, now: datetime
    ) -> Amendment:
        """Change what it is worth or how long it runs, and say why."""
        self.must_be_active()
        must_run(self.starts_on, ends_on)
        if (value, ends_on) == (self.value, self.ends_on):
            raise RuleBroken("An amendment changes the value or the end of the contract.")
        amendment = Amendment(
            number=len(self.amendments) + 1,
            value=value,
            ends_on=ends_on,
            rationale=rationale,
            amended_at=now,
            announced=announced,
        )
        self.amendments.append(amendment)
        self.value, self.ends_on = value, ends_on
        self.version += 1
        return amendment

    def end(
        self,
        outcome: Status,
        reason: str,
        *,
        ground: EndGround | None = None,
        plan: ContinuityPlan | None = None,
        now: datetime,
    ) -> None:
        """Close it: `ENDED` once its last day has come, `TERMINATED` at any time before."""
        self.must_be_active()
        today = day_of(now)
        if outcome is Status.ENDED and today < self.ends_on:
            raise RuleBroken(f"The contract runs until {self.ends_on}; to stop it earlier, terminate it.")
        if outcome not in {Status.ENDED, Status.TERMINATED}:
            raise Unacceptable("/outcome", "A contract is ended or terminated.")
        if (ground is EndGround.EXPIRY) is not (outcome is Status.ENDED) and ground is not None:
            raise Unacceptable("/ground", "A contract that ran its course expired, and no other did.")
        usual = EndGround.EXPIRY if outcome is Status.ENDED else EndGround.AGREEMENT
        self.status, self.ended_on, self.ended_because = outcome, today, reason
        self.ended_ground, self.continuity_plan = ground or usual, plan
        self.version += 1

    def must_not_be_over(self) -> None:
        """Raise RuleBroken for a contract that has ended."""
        if self.ended_on is not None:
            raise RuleBroken(f"The contract ended on {self.ended_on}.")

    def must_be_active(self) -> None:
        """Raise RuleBroken unless it is signed and still runs."""
        if self.status is not Status.ACTIVE:
            raise RuleBroken(f"Only an active contract can be changed; this one is {self.status}.")


def must_run(starts_on: date, ends_on: date) -> None:
    """Raise Unacceptable for a contract that would end before it starts."""
    if ends_on < starts_on:
        raise Unacceptable("/ends_on", "A contract cannot end before it starts.")
