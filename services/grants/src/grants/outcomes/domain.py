"""Claims of outcomes. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id


class OutcomeStatus(StrEnum):
    """Where a claim of an outcome stands."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    REFUSED = "refused"


@dataclass(eq=False, kw_only=True)
class OutcomeClaim:
    """One outcome for one person. `person` is a digest whose key stays with those who know the person.

    `repeated`: the same outcome for the same person is verified already, in this grant or another of the funder's.
    `paid_share` is exact, such as `37/40` after a sample that failed in part.
    """

    id: UUID = field(default_factory=new_id)
    grant_id: UUID
    funder_id: UUID
    number: int
    reference: str
    person: str
    outcome: str
    claimed_at: datetime
    status: OutcomeStatus = OutcomeStatus.CLAIMED
    reason: str | None = None
    repeated: bool = False
    paid_share: str = "1"
    verified_by: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What pays once."""
        return self.person, self.outcome

    @property
    def pays(self) -> bool:
        """Whether it may pay, before the rate card's own limits."""
        return self.status is OutcomeStatus.VERIFIED and not self.repeated

    def verify(self, by: str, *, repeated: bool, share: Fraction) -> None:
        """It holds. Raises RuleBroken for one that was looked at before."""
        self._must_be_open()
        self.status, self.verified_by = OutcomeStatus.VERIFIED, by
        self.repeated, self.paid_share = repeated, str(share)

    def refuse(self, by: str, reason: str) -> None:
        """It does not hold, and why. Raises RuleBroken for one that was looked at before."""
        self._must_be_open()
        self.status, self.verified_by, self.reason = OutcomeStatus.REFUSED, by, reason

    def _must_be_open(self) -> None:
        if self.status is not OutcomeStatus.CLAIMED:
            raise RuleBroken(f"The claim {self.reference} is {self.status} already.")


@dataclass(eq=False, kw_only=True)
class Sample:
    """A verifier looked at some of the claims that nobody had looked at. `paid_share` is None where all wait."""

    id: UUID = field(default_factory=new_id)
    grant_id: UUID
    claims: int
    sampled: int
    failed: int
    paid_share: str | None
    decision_id: UUID
    verified_by: str
    taken_at: datetime
