"""The rules of a repayable grant. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from uuid import UUID

from grants.agreements.domain import Grant, Instrument
from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import ZERO, Money


class Status(StrEnum):
    """Where a repayable grant stands."""

    OFFERED = "offered"
    GRACE = "grace"
    REPAYING = "repaying"
    REPAID = "repaid"
    CONVERTED = "converted"
    WRITTEN_OFF = "written_off"


@dataclass(eq=False, kw_only=True)
class Due:
    """What the recipient owes for a period, by the revenue that it reported of it."""

    number: int
    period_ends_on: date
    revenue: Money
    amount: Money
    received_on: date | None = None


@dataclass(eq=False, kw_only=True)
class Approval:
    """Somebody of the funder would give up the rest."""

    number: int
    subject: str
    reason: str
    approved_at: datetime


@dataclass(eq=False, kw_only=True)
class Repayable:
    """The terms on which a grant is repaid, and how far it is: a `share` of revenue beyond `revenue_floor`, free of
    interest, for periods that end after `grace_ends_on`. It takes `approvals_needed` people to write the rest off.
    """

    grant_id: UUID
    grant: Grant
    revenue_floor: Money
    share: Decimal
    grace_ends_on: date
    approvals_needed: int
    agreed_at: datetime
    ended_as: Status | None = None
    ended_at: datetime | None = None
    ended_because: str | None = None
    dues: list[Due] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        if self.grant.instrument is not Instrument.REPAYABLE:
            raise RuleBroken("This grant was not awarded as a repayable one.")

    @property
    def drawn(self) -> Money:
        """What was paid out."""
        return self.grant.paid

    @property
    def repaid(self) -> Money:
        """What came back."""
        return sum((due.amount for due in self.dues if due.received_on is not None), start=ZERO)

    @property
    def outstanding(self) -> Money:
        """What is due and has not come yet."""
        return sum((due.amount for due in self.dues if due.received_on is None), start=ZERO)

    @property
    def balance(self) -> Money:
        """What is still to be repaid; nothing once it is converted or written off."""
        return ZERO if self.ended_as is not None else self.drawn - self.repaid

    def status(self, today: date) -> Status:
        """Where it stands on a day."""
        if self.ended_as is not None:
            return self.ended_as
        if self.drawn == ZERO:
            return Status.OFFERED
        return Status.GRACE if today <= self.grace_ends_on else Status.REPAYING

    def owed_for(self, revenue: Money, period_ends_on: date) -> Money:
        """The share of what the revenue is above the floor, in whole pence, never more than is left to repay."""
        if period_ends_on <= self.grace_ends_on or revenue <= self.revenue_floor:
            return ZERO
        above = floor((revenue - self.revenue_floor).pence * Fraction(self.share))
        return min(self.balance - self.outstanding, Money(above))

    def report(self, revenue: Money, period_ends_on: date, *, now: datetime) -> Due:
        """The recipient reports a period, later than the one before and over by now."""
        self._must_run()
        if period_ends_on > day_of(now):
            raise Unacceptable("/period_ends_on", "The period is not over yet.")
        if self.dues and period_ends_on <= self.dues[-1].period_ends_on:
            raise Unacceptable("/period_ends_on", "Periods are reported one after another.")
        amount = self.owed_for(revenue, period_ends_on)
        due = Due(number=len(self.dues) + 1, period_ends_on=period_ends_on, revenue=revenue, amount=amount)
        if amount == ZERO:
            due.received_on = day_of(now)  # nothing is awaited
        self.dues.append(due)
        self.version += 1
        return due

    def receive(self, number: int, *, now: datetime) -> Money:
        """What was due for a period has come; the last penny ends it."""
        self._must_run()
        due = next((each for each in self.dues if each.number == number), None)
        if due is None:
            raise NotFound(f"There is no period {number} of this grant.")
        if due.received_on is not None:
            raise RuleBroken("What was due for that period has come already.")
        due.received_on = day_of(now)
        if self.balance == ZERO and self.drawn == self.grant.amount:
            self._end(Status.REPAID, "All that was paid out came back.", now=now)
        self.version += 1
        return due.amount

    def convert(self, reason: str, *, now: datetime) -> None:
        """The funder leaves the rest with the recipient, as a grant outright."""
        self._must_run()
        self._end(Status.CONVERTED, reason, now=now)
        self.version += 1

    def approve_write_off(self, subject: str, reason: str, *, now: datetime) -> None:
        """One more person would give up the rest; with enough of them it is given up."""
        self._must_run()
        if any(each.subject == subject for each in self.approvals):
            raise RuleBroken("You have approved this already; it takes somebody else.")
        self.approvals.append(Approval(number=len(self.approvals) + 1, subject=subject, reason=reason, approved_at=now))
        if len(self.approvals) >= self.approvals_needed:
            self._end(Status.WRITTEN_OFF, reason, now=now)
        self.version += 1

    def _must_run(self) -> None:
        if self.ended_as is not None:
            raise RuleBroken(f"The grant is {self.ended_as} already.")

    def _end(self, status: Status, reason: str, *, now: datetime) -> None:
        self.ended_as, self.ended_because, self.ended_at = status, reason, now
