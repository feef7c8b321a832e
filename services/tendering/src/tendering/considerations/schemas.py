"""How considerations look on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Name, Out, Prose, Strict, example
from tendering.considerations.domain import CommissioningTier, HigherBecause, Interest, Subsidiarity, WellBeing

Tier = Annotated[CommissioningTier, Field(strict=False)]


class WellBeingIn(
    Strict,
    json_schema_extra=example(
        improves="Former users could be trained and employed; fewer evictions relieve the hospital.",
        conduct="Lots small enough for local providers, and a longer time for bids.",
        consultation="Yes: the tenants' forum and three hostels, in November.",
    ),
):
    """How what is bought might improve well-being, how it might be bought to that end, and whether to consult."""

    improves: Prose
    conduct: Prose
    consultation: Prose

    def of(self, engagement_id: UUID, now: datetime) -> WellBeing:
        """In the words of the domain, considered now."""
        return WellBeing(engagement_id=engagement_id, considered_at=now, **dict(self))


class WellBeingOut(Out):
    """What was considered before the procurement (Public Services (Social Value) Act 2012 s.1)."""

    engagement_id: UUID
    improves: str
    conduct: str
    consultation: str
    considered_at: datetime
    version: int


class SubsidiarityIn(
    Strict,
    json_schema_extra=example(
        tier="local_authority",
        able=["neighbourhood", "local_authority"],
        reason="specialism",
        explanation="Each neighbourhood has two or three who need it in a year; one team serves all of them.",
    ),
):
    """Which tiers are able to commission what is needed, which does, and, where it is not the lowest, why."""

    tier: Tier
    able: Annotated[list[Tier], Field(min_length=1, max_length=len(CommissioningTier))]
    reason: Annotated[HigherBecause | None, Field(strict=False)] = None
    explanation: Prose | None = None

    def of(self, engagement_id: UUID, now: datetime) -> Subsidiarity:
        """In the words of the domain, considered now; the lowest tier first."""
        said = dict(self) | {"able": sorted(set(self.able), key=lambda each: each.height)}
        return Subsidiarity(engagement_id=engagement_id, considered_at=now, **said)


class SubsidiarityOut(Out):
    """At which tier a need is commissioned. `lowest` is the lowest that is able."""

    engagement_id: UUID
    tier: CommissioningTier
    able: list[CommissioningTier]
    lowest: CommissioningTier
    reason: HigherBecause | None
    explanation: str | None
    considered_at: datetime
    version: int


class InterestIn(Strict):
    """An interest, by the role of who has it, never by name; `steps` are what is done about it."""

    role: Name
    interest: Prose
    is_perceived: bool = False
    steps: Prose | None = None


class ConflictsIn(
    Strict,
    json_schema_extra=example(
        interests=[
            {
                "role": "Head of housing",
                "interest": "A brother works for a likely bidder.",
                "steps": "Takes no part; the head of adult care decides.",
            }
        ]
    ),
):
    """The conflicts assessment as it stands; an empty list says that none was found."""

    interests: Annotated[list[InterestIn], Field(max_length=100)]

    def found(self) -> list[Interest]:
        """In the words of the domain."""
        return [Interest(**dict(each)) for each in self.interests]


class InterestOut(Out):
    """An interest, and what is done about it."""

    role: str
    interest: str
    is_perceived: bool
    steps: str | None


class ConflictsOut(Out):
    """One revision of the conflicts assessment, for the buyer and auditors."""

    id: UUID
    engagement_id: UUID
    number: int
    interests: list[InterestOut]
    reviewed_at: datetime
