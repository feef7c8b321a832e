"""What the registry tells of evidence, and of what contradicts itself."""

from typing import ClassVar
from uuid import UUID

from events import Event
from events.verdicts import EvidencedFact


class EvidenceRecorded(Event):
    """These facts are from now on known of the organisation, which is the entity; what they correct is set aside."""

    type: ClassVar[str] = "registry.evidence.recorded.v1"

    organisation_id: UUID
    facts: list[EvidencedFact]


class EvidenceWithdrawn(Event):
    """These facts are set aside: whoever recorded them, or a registrar, no longer stands by them."""

    type: ClassVar[str] = "registry.evidence.withdrawn.v1"

    organisation_id: UUID
    facts: list[EvidencedFact]
    reason: str


class EvidenceExpired(Event):
    """These facts may no longer be relied on: their last day is over."""

    type: ClassVar[str] = "registry.evidence.expired.v1"

    organisation_id: UUID
    facts: list[EvidencedFact]


class DisputeOpened(Event):
    """Live facts contradict one another: that name counts as unknown until the contradiction is settled."""

    type: ClassVar[str] = "registry.dispute.opened.v1"

    organisation_id: UUID
    dispute_id: UUID
    name: str
    facts: list[EvidencedFact]


class DisputeSettled(Event):
    """The contradiction is over: a registrar decided, or a fact was withdrawn, corrected or expired."""

    type: ClassVar[str] = "registry.dispute.settled.v1"

    organisation_id: UUID
    dispute_id: UUID
    name: str
    facts: list[EvidencedFact]  # what still counts of those that contradicted one another
    reason: str
