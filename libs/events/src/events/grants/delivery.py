"""What grants tells of a grant that runs: its terms, and what is evidenced, reached and proved under them."""

from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part
from events.grants.awards import Grant


class TermsSet(Event):
    """The funder has set what the grant is for and how it is earned. The entity is the grant, here and below."""

    type: ClassVar[str] = "grants.terms.set.v1"

    grant: Grant


class TermsAccepted(Event):
    """The recipient has accepted them; now it may claim."""

    type: ClassVar[str] = "grants.terms.accepted.v1"

    grant: Grant


class MatchEvidenced(Event):
    """What others bring is evidenced, and counts from now on."""

    type: ClassVar[str] = "grants.match.evidenced.v1"

    number: int
    grant: Grant


class MilestoneReported(Event):
    """The recipient says that a milestone is reached, and shows why."""

    type: ClassVar[str] = "grants.milestone.reported.v1"

    number: int
    grant: Grant


class MilestoneAchieved(Event):
    """The funder agrees."""

    type: ClassVar[str] = "grants.milestone.achieved.v1"

    number: int
    grant: Grant


class OutcomeCount(Part):
    """How much of one outcome there is. Nobody is told who the people are, under whatever name."""

    outcome: str
    claimed: int
    verified: int
    paid: int
    payment: str


class OutcomesClaimed(Event):
    """The recipient claims outcomes; this is how all of them stand. Few people may be behind a count."""

    type: ClassVar[str] = "grants.outcomes.claimed.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    verifier_id: UUID
    outcomes: list[OutcomeCount]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id, self.verifier_id})


class OutcomesVerified(Event):
    """Somebody who gains nothing by it has looked at claims; this is how all of them stand."""

    type: ClassVar[str] = "grants.outcomes.verified.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    verifier_id: UUID
    outcomes: list[OutcomeCount]
    paid_share: str  # of what is payable: 1, or less after a sample that failed in part

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id, self.verifier_id})
