"""How claims of outcomes look on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import Name, Out, Prose, Strict, example
from grants.outcomes.domain import OutcomeStatus
from grants.terms.schemas import Outcome

#: A person under a name that tells nobody who it is: HMAC-SHA-256 under a key that stays with those who know them.
Person = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{64}$", examples=["0f4d5b6c0e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4"]),
]


class OutcomeClaimIn(Strict):
    """One outcome for one person. `reference` is the recipient's own, and names nobody."""

    reference: Name
    person: Person
    outcome: Outcome


class OutcomeClaimsIn(
    Strict,
    json_schema_extra=example(
        claims=[
            {
                "reference": "claim-001",
                "person": "0f4d5b6c0e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4",
                "outcome": "tenancy_sustained_6_months",
            }
        ]
    ),
):
    """Outcomes, in the order in which they are to be paid."""

    claims: Annotated[list[OutcomeClaimIn], Field(min_length=1, max_length=1000)]


class VerdictIn(Strict):
    """Whether a claim holds; if it does not, why not."""

    reference: Name
    holds: bool
    reason: Prose | None = None

    @model_validator(mode="after")
    def says_why_not(self) -> Self:
        """A claim that does not hold is refused with a reason, and no other."""
        if self.holds != (self.reason is None):
            raise ValueError("give a reason with a claim that does not hold, and only then")
        return self


def once(references: Sequence[str]) -> None:
    """Raise ValueError for a claim that is judged twice in one request."""
    if len(set(references)) < len(references):
        raise ValueError("a claim is named once")


class VerdictsIn(Strict, json_schema_extra=example(verdicts=[{"reference": "claim-001", "holds": True}])):
    """What was found of claims, each looked at."""

    verdicts: Annotated[list[VerdictIn], Field(min_length=1, max_length=1000)]

    @model_validator(mode="after")
    def names_each_once(self) -> Self:
        """Raises ValueError."""
        once([each.reference for each in self.verdicts])
        return self

    def said(self) -> dict[str, str | None]:
        """As the command takes them."""
        return {each.reference: each.reason for each in self.verdicts}


class LookIn(Strict):
    """Whether a claim of the sample holds."""

    reference: Name
    holds: bool


class SampleIn(Strict, json_schema_extra=example(sampled=[{"reference": "claim-002", "holds": True}])):
    """What was found of some of the claims that nobody had looked at; it decides for all of these."""

    sampled: Annotated[list[LookIn], Field(min_length=1, max_length=1000)]

    @model_validator(mode="after")
    def names_each_once(self) -> Self:
        """Raises ValueError."""
        once([each.reference for each in self.sampled])
        return self

    def said(self) -> dict[str, bool]:
        """As the command takes it."""
        return {each.reference: each.holds for each in self.sampled}


class OutcomeClaimOut(Out):
    """A claim as it stands; a repeated one pays nothing."""

    id: UUID
    number: int
    reference: str
    person: str
    outcome: str
    claimed_at: datetime
    status: OutcomeStatus
    reason: str | None
    repeated: bool
    paid_share: str


class OutcomeClaimsOut(Out):
    """Claims that were made or looked at in one request."""

    claims: list[OutcomeClaimOut]


class SampleOut(Out):
    """What a sample came to, and the decision that followed; `paid_share` is null where all claims wait."""

    id: UUID
    grant_id: UUID
    claims: int
    sampled: int
    failed: int
    paid_share: str | None
    decision_id: UUID
    taken_at: datetime
