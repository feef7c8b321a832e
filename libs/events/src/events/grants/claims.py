"""What grants tells of claims on a grant, and of its end."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part
from events.grants.awards import Grant


class Claim(Part):
    """A claim as it stands: `submitted`, `verified`, `approved`, then `paid`, or else `refused` or `failed`."""

    number: int
    basis: str  # upfront, milestone, outcomes, on_account
    milestone: int | None = None
    amount: str
    status: str
    submitted_on: date
    reason: str | None = None


class ClaimSubmitted(Event):
    """The recipient asks for money. The entity is the grant, here and below."""

    type: ClassVar[str] = "grants.claim.submitted.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    claim: Claim

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id})


class ClaimMoved(Event):
    """The funder's people verified, approved or refused it, or it could not be paid. Payments are told of apart."""

    type: ClassVar[str] = "grants.claim.moved.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    claim: Claim

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id})


class GrantClosed(Event):
    """The grant is over, at its end or for breach: what it came to, and what goes back to the fund."""

    type: ClassVar[str] = "grants.grant.closed.v1"

    grant: Grant


class RepaymentReceived(Event):
    """The recipient has paid back what it had too much; the scheme can award it again."""

    type: ClassVar[str] = "grants.repayment.received.v1"

    amount: str
    grant: Grant
