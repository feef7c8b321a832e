"""Repayable grants: what comes back of them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part
from events.grants.awards import Grant


class Repayment(Part):
    """A repayable grant as it stands, whole; amounts are pounds of two decimals. What a recipient earns is no part."""

    grant: Grant
    revenue_floor: str
    share: str  # a fraction of one
    grace_ends_on: date
    status: str  # offered, grace, repaying, repaid, converted, written_off
    drawn: str
    repaid: str
    outstanding: str
    balance: str
    ended_because: str | None = None


class RepaymentAgreed(Event):
    """The terms on which a grant is repaid. The entity is the grant, here and below."""

    type: ClassVar[str] = "grants.repayable.agreed.v1"

    repayment: Repayment


class RepaymentDue(Event):
    """The recipient reported a period, so much is due of it; its revenue is between the grant's two parties."""

    type: ClassVar[str] = "grants.repayable.due.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    repayment: Repayment
    number: int
    period_ends_on: date
    revenue: str
    amount: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.repayment.grant.scheme.funder.id, self.repayment.grant.recipient.id})


class InstalmentReceived(Event):
    """What was due came, and the scheme can give it again."""

    type: ClassVar[str] = "grants.repayable.received.v1"

    repayment: Repayment
    amount: str


class WriteOffApproved(Event):
    """Somebody of the funder would give the rest up; it takes more than one."""

    type: ClassVar[str] = "grants.repayable.write_off_approved.v1"

    repayment: Repayment


class RepaymentEnded(Event):
    """The rest was left with the recipient, or written off."""

    type: ClassVar[str] = "grants.repayable.ended.v1"

    repayment: Repayment
