"""The rules of a claim. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.money import Money


class Basis(StrEnum):
    """What is claimed for."""

    UPFRONT = "upfront"
    MILESTONE = "milestone"
    OUTCOMES = "outcomes"
    ON_ACCOUNT = "on_account"  # before it is earned; what never is goes back at the end
    BALANCE = "balance"  # what is left to pay once the grant is closed


class ClaimStatus(StrEnum):
    """Where a claim stands."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"
    FAILED = "failed"


#: Claims that have come to nothing: what they asked for may be claimed again.
LOST = frozenset({ClaimStatus.REFUSED, ClaimStatus.FAILED})


@dataclass(eq=False, kw_only=True)
class Claim:
    """The recipient asks for money. People are the subjects of their tokens; who approves has done nothing else."""

    grant_id: UUID
    claim_number: int
    basis: Basis
    milestone: int | None = None
    amount: Money
    evidence: str
    submitted_by: str
    submitted_at: datetime
    status: ClaimStatus = ClaimStatus.SUBMITTED
    verified_by: str | None = None
    approved_by: str | None = None
    reason: str | None = None
    version: int = 1

    @property
    def is_live(self) -> bool:
        """Whether it was paid or still may be."""
        return self.status not in LOST

    def verify(self, by: str) -> None:
        """Somebody of the funder's holds it against its evidence."""
        self._must_be(ClaimStatus.SUBMITTED)
        if by == self.submitted_by:
            raise RuleBroken("Nobody verifies their own claim.")
        self._move(ClaimStatus.VERIFIED)
        self.verified_by = by

    def approve(self, by: str) -> None:
        """Somebody else of the funder's agrees that it be paid."""
        self._must_be(ClaimStatus.VERIFIED)
        if by in {self.submitted_by, self.verified_by}:
            raise RuleBroken("Who verified a claim does not approve it: that takes a second person.")
        self._move(ClaimStatus.APPROVED)
        self.approved_by = by

    def refuse(self, reason: str) -> None:
        """It is not paid, and why; until it is approved."""
        self._must_be(ClaimStatus.SUBMITTED, ClaimStatus.VERIFIED)
        self._move(ClaimStatus.REFUSED)
        self.reason = reason

    def be_paid(self) -> None:
        """The money has moved."""
        self._must_be(ClaimStatus.APPROVED)
        self._move(ClaimStatus.PAID)

    def fail(self, reason: str) -> None:
        """The money could not be moved, and why."""
        self._must_be(ClaimStatus.APPROVED)
        self._move(ClaimStatus.FAILED)
        self.reason = reason

    def _must_be(self, *statuses: ClaimStatus) -> None:
        if self.status not in statuses:
            raise RuleBroken(f"The claim is {self.status}.")

    def _move(self, status: ClaimStatus) -> None:
        self.status = status
        self.version += 1
