"""How claims and payments look on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from grants.claims.domain import Basis, ClaimStatus
from grants.claims.rules import Asked


class PaymentIn(
    Strict,
    json_schema_extra=example(amount={"amount": "10000.00", "currency": "GBP"}, paid_on="2027-04-15"),
):
    """Money that moved, today unless it says when."""

    amount: MoneyIn
    paid_on: DayIn | None = None


class ClaimIn(
    Strict,
    json_schema_extra=example(
        basis="upfront", amount={"amount": "5000.00", "currency": "GBP"}, evidence="The signed agreement"
    ),
):
    """What is claimed for and what shows it; a claim for a milestone names its number."""

    basis: Annotated[Basis, Field(strict=False)]
    milestone: Annotated[int, Field(ge=1, le=100)] | None = None
    amount: MoneyIn
    evidence: Name

    def said(self) -> Asked:
        """In the words of the domain."""
        return Asked(self.basis, self.milestone, self.amount.parsed(), self.evidence)


class ClaimPaidIn(Strict, json_schema_extra=example(paid_on="2027-04-15")):
    """The claim was paid, today unless it says when."""

    paid_on: DayIn | None = None


class WhyNotIn(Strict, json_schema_extra=example(reason="The bank returned it: the account is closed.")):
    """Why a claim is refused, or could not be paid."""

    reason: Prose


class ClaimOut(Out):
    """A claim as it stands, and whose hands it went through, by the subjects of their tokens."""

    grant_id: UUID
    claim_number: int
    basis: Basis
    milestone: int | None
    amount: MoneyOut
    evidence: str
    status: ClaimStatus
    submitted_at: datetime
    submitted_by: str
    verified_by: str | None
    approved_by: str | None
    reason: str | None
    version: int
