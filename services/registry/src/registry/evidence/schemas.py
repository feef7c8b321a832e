"""How evidence looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from registry.catalogue.domain import LONGEST_TEXT, Value
from registry.catalogue.schemas import FactNameIn
from registry.evidence.domain import Standing, Statement

StandingWord = Literal["attestation", "governing_document", "filed_accounts", "register"]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _word(standing: object) -> object:
    return Standing(standing).name.lower() if isinstance(standing, int) else standing


class FactIn(Strict):
    """What a source says. Money is text such as 6800000.00; GET /fact-names tells the form of every name."""

    name: FactNameIn
    value: bool | int | Annotated[str, Field(max_length=LONGEST_TEXT)]
    source: Name
    standing: StandingWord = "attestation"
    reference: Name
    retrieved_on: DayIn
    expires_on: DayIn | None = None
    document: Sha256 | None = None
    corrects: IdIn | None = None

    def parsed(self) -> Statement:
        """The fact as the rules see it."""
        return Statement(**{**self.model_dump(), "standing": Standing[self.standing.upper()]})


class EvidenceIn(
    Strict,
    json_schema_extra=example(
        facts=[
            {
                "name": "board_members_users",
                "value": 6,
                "source": "attestation",
                "reference": "Minutes of the annual meeting",
                "retrieved_on": "2026-07-15",
                "expires_on": "2027-07-15",
            }
        ]
    ),
):
    """Facts that are recorded together, or not at all."""

    facts: Annotated[list[FactIn], Field(min_length=1, max_length=100)]


class ReasonIn(Strict, json_schema_extra=example(reason="The count was of the year before.")):
    """Why."""

    reason: Prose


class SettlementIn(Strict, json_schema_extra=example(keep=[], reason="Neither count could be confirmed.")):
    """Which of the contradicting facts still count (none, if none could be confirmed), and why."""

    keep: Annotated[list[IdIn], Field(max_length=100)]
    reason: Prose


class FactOut(Out):
    """A fact as it was recorded, and whether it still counts."""

    id: UUID
    name: str
    value: Value
    source: str
    standing: Annotated[StandingWord, BeforeValidator(_word)]
    reference: str
    retrieved_on: date
    expires_on: date | None
    document: str | None
    corrects: UUID | None
    recorded_at: datetime
    recorded_by: UUID | None
    set_aside_because: str | None = None
    set_aside_at: datetime | None = None


class DisputeOut(Out):
    """A contradiction, and how it was settled."""

    id: UUID
    organisation_id: Annotated[UUID, Field(validation_alias="organisation")]
    name: str
    opened_at: datetime
    settled_at: datetime | None
    settled_by: UUID | None
    reason: str | None


class RecordedOut(Out):
    """What was recorded, and all that is disputed about the organisation now."""

    facts: list[FactOut]
    disputes: list[DisputeOut]


class DisputeWithFacts(DisputeOut):
    """A contradiction with the live facts that it is about."""

    facts: list[FactOut]
