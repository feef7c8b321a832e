"""Petitions of users, and what comes of them. No signatory is ever named: a petition is its figures."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part


class PetitionAnnounced(Part):
    """What users ask of one contract's service, and how many of them."""

    petition_id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    service: str
    title: str
    grounds: str
    eligible: int
    valid_signatures: int
    investigation_needs: int
    ballot_needs: int
    opened_on: date
    closes_on: date


class PetitionFiguresSet(Event):
    """From a day on, an authority's petitions run by these figures. The entity is the set of figures."""

    type: ClassVar[str] = "ratings.petition_figures.set.v1"

    buyer_id: UUID
    valid_from: date
    figures: dict[str, str]  # shares as fractions such as 1/20; what is not set is left out


class PetitionOpened(Event):
    """Everybody on the roll may sign now. The entity is the petition, in all of these."""

    type: ClassVar[str] = "ratings.petition.opened.v1"

    petition: PetitionAnnounced


class PetitionRefused(Event):
    """A moderator did not let a petition open; its words are not published."""

    type: ClassVar[str] = "ratings.petition.refused.v1"

    petition_id: UUID
    contract_id: UUID
    reason: str


class InvestigationDemanded(Event):
    """So many have signed that an investigation is owed: told once for each petition."""

    type: ClassVar[str] = "ratings.petition.investigation_demanded.v1"

    petition: PetitionAnnounced


class PetitionClosed(Event):
    """Nobody can sign any more; these are the final figures."""

    type: ClassVar[str] = "ratings.petition.closed.v1"

    petition: PetitionAnnounced
    duplicates: int
    not_on_roll: int
    investigation_owed: bool
    ballot_owed: bool
    response_due_on: date | None


class BallotCalled(Event):
    """Everybody on the petition's roll is asked, in secret. The entity is the petition."""

    type: ClassVar[str] = "ratings.ballot.called.v1"

    contract_id: UUID
    question: str
    opens_on: date
    closes_on: date
    eligible: int


class BallotReturned(Event):
    """What users voted. It ends no contract: `recall_clause` says where the contract provides for that, if it does.

    The entity is the petition.
    """

    type: ClassVar[str] = "ratings.ballot.returned.v1"

    contract_id: UUID
    held_on: date
    eligible: int
    votes_cast: int
    votes_for_recall: int
    status: str  # ballot_turnout_too_low, retained, recalled_clause_exercised or recalled_review_only
    recall_clause: str | None


class InvestigationOpened(Event):
    """An investigation was opened because users demanded it. The entity is derived from
    the petition, in all of these."""

    type: ClassVar[str] = "ratings.investigation.opened.v1"

    petition_id: UUID
    contract_id: UUID
    lead_due_on: date
    findings_due_on: date


class InvestigationLed(Event):
    """Somebody independent leads it."""

    type: ClassVar[str] = "ratings.investigation.led.v1"

    petition_id: UUID
    organisation_id: UUID | None


class InvestigationAnswered(Event):
    """The authority answered those who signed."""

    type: ClassVar[str] = "ratings.investigation.answered.v1"

    petition_id: UUID
    text: str


class InvestigationConcluded(Event):
    """What was found, and why. The contract stands as before."""

    type: ClassVar[str] = "ratings.investigation.concluded.v1"

    petition_id: UUID
    contract_id: UUID
    finding: str
    reasons: str


class SittingAnnounced(Event):
    """A scrutiny committee meets, and users may speak. The entity is the meeting, in these two."""

    type: ClassVar[str] = "ratings.sitting.announced.v1"

    buyer_id: UUID
    committee: str
    held_at: datetime
    place: str
    slots: int


class EvidencePackMade(Event):
    """A petition is before a committee, with all that was known of it that day; the digest is the pack's SHA-256."""

    type: ClassVar[str] = "ratings.sitting.evidence_pack_made.v1"

    petition_id: UUID
    digest: str
