"""The rules of a grant. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from grants.applications.domain import FUNDERS_ROLES, Application
from grants.schemes.domain import Scheme
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money


class Instrument(StrEnum):
    """As what the money is given: for good, to be repaid out of a surplus, only once all else is used, and so on."""

    OUTRIGHT = "outright"
    REPAYABLE = "repayable"
    LAST_CALL = "last_call"
    CAPITAL = "capital"
    EQUITY = "equity"


@dataclass(eq=False, kw_only=True)
class Payment:
    """Money that moved from the funder to the recipient."""

    number: int
    amount: Money
    paid_on: date


@dataclass(eq=False, kw_only=True)
class Grant:
    """What was awarded. It runs to `ends_on`, that day included.

    Once it is closed, `final` is what it came to, and it never pays more.
    """

    id: UUID = field(default_factory=new_id)
    scheme_id: UUID
    application_id: UUID
    funder_id: UUID
    recipient_id: UUID
    title: str
    description: str
    amount_requested: Money
    amount: Money
    awarded_on: date
    starts_on: date
    ends_on: date
    final: Money | None = None
    closed_on: date | None = None
    instrument: Instrument = Instrument.OUTRIGHT
    payments: list[Payment] = field(default_factory=list)
    version: int = 1

    @classmethod
    def award(
        cls,
        application: Application,
        scheme: Scheme,
        amount: Money,
        *,
        starts_on: date,
        ends_on: date,
        instrument: Instrument = Instrument.OUTRIGHT,
        now: datetime,
    ) -> Self:
        """Grant what was asked for, or less, out of what the scheme has left."""
        if ends_on < starts_on:
            raise Unacceptable("/ends_on", "A grant cannot end before it starts.")
        application.award(amount)
        scheme.commit(amount)
        return cls(
            scheme_id=scheme.id,
            application_id=application.id,
            funder_id=scheme.funder_id,
            recipient_id=application.applicant_id,
            title=application.title,
            description=application.description,
            amount_requested=application.requested,
            amount=amount,
            awarded_on=day_of(now),
            starts_on=starts_on,
            ends_on=ends_on,
            instrument=instrument,
        )

    @property
    def paid(self) -> Money:
        """What the recipient has had so far."""
        return sum((payment.amount for payment in self.payments), start=ZERO)

    @property
    def unpaid(self) -> Money:
        """What may still be paid: of the whole of it, or once it is closed of what it came to."""
        most = self.amount if self.final is None else self.final
        return most - min(most, self.paid)

    def pay(self, amount: Money, *, paid_on: date, now: datetime) -> Payment:
        """Record a payment. Raises RuleBroken for more than is left of the grant."""
        if amount == ZERO:
            raise Unacceptable("/amount", "A payment is more than nothing.")
        if not self.awarded_on <= paid_on <= day_of(now):
            raise Unacceptable("/paid_on", f"A payment is made between the award, {self.awarded_on}, and today.")
        if amount > self.unpaid:
            raise RuleBroken(f"Of the grant of £{self.amount} only £{self.unpaid} is left to pay.")
        payment = Payment(number=len(self.payments) + 1, amount=amount, paid_on=paid_on)
        self.payments.append(payment)
        self.version += 1
        return payment

    def concerns(self, organisation_id: UUID | None, roles: Collection[str]) -> bool:
        """Whether somebody may see what is between the two: the recipient, the funder's people and auditors."""
        is_funders = organisation_id == self.funder_id and not FUNDERS_ROLES.isdisjoint(roles)
        is_recipients = organisation_id == self.recipient_id and "provider" in roles
        return is_funders or is_recipients or "auditor" in roles

    def must_run(self) -> None:
        """Raise RuleBroken once it is closed."""
        if self.closed_on is not None:
            raise RuleBroken(f"The grant was closed on {self.closed_on}.")

    def close(self, final: Money, *, on: date) -> Money:
        """End it at what it came to. Gives what the scheme has back at once: what was not paid and never will be."""
        self.must_run()
        self.final, self.closed_on = final, on
        self.version += 1
        return self.amount - max(final, self.paid)
