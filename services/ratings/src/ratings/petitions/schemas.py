"""How petitions look on the wire."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import IdIn, Name, Out, Prose, Strict, example
from kernel.rounding import half_up
from ratings.credentials.domain import Level
from ratings.petitions.domain import Count, Petition, Refusal, Stage
from ratings.scores.domain import Cells
from ratings.thresholds.schemas import FiguresOut

CONTRACT = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
Percent = Annotated[str | None, Field(examples=["21.1165"])]
#: How many took part at level A, B and C, told once nobody can any more: null where too few did, or would be found.
Levels = dict[str, int | None] | None


class PetitionIn(
    Strict,
    json_schema_extra=example(
        contract_id=CONTRACT,
        title="Put the night staff back",
        grounds="Nobody answers at night",
        statement="Since June nobody has answered the door after ten. We ask for an investigation.",
    ),
):
    """What you ask, and why. Name no person: it is published."""

    contract_id: IdIn
    title: Name
    grounds: Name
    statement: Prose
    new_evidence: Prose | None = None


class RollIn(Strict, json_schema_extra=example(eligible=25, recall_clause="Schedule 4, clause 12")):
    """How many used the service in the last twelve months, carers named by them included."""

    eligible: Annotated[int, Field(ge=0, le=10_000_000)]
    recall_clause: Name | None = None


class ModerationIn(Strict, json_schema_extra=example(outcome="open")):
    """Whether it opens; if not, why."""

    outcome: Literal["open", "refuse"]
    reason: Annotated[Refusal | None, Field(strict=False)] = None

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if (self.outcome == "refuse") != (self.reason is not None):
            raise ValueError("A refusal has a reason, and nothing else has one.")
        return self


class PetitionOut(Out):
    """A petition, and how it stands. `stage` is `sponsored` while a draft awaits its moderation."""

    id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    service: str
    title: str | None
    grounds: str | None
    statement: str | None
    new_evidence: str | None
    stage: Stage | Literal["sponsored"]
    refusal: Refusal | None
    level: Level | None
    recall_clause: str | None
    drafted_on: date
    opened_on: date | None
    closes_on: date | None
    eligible: int | None
    signatures_received: int
    duplicates: int
    not_on_roll: int
    valid_signatures: int
    valid_pct: Percent
    levels: Levels
    investigation_needs: int | None
    signatures_needed: int | None
    figures: FiguresOut
    version: int

    @classmethod
    def of(cls, petition: Petition, count: Count) -> Self:
        """As everybody may see it: the words of one that was refused are not shown."""
        refused = petition.stage is Stage.REFUSED
        words = {
            name: None if refused else getattr(petition, name)
            for name in ("title", "grounds", "statement", "new_evidence")
        }
        same = (
            *("id", "contract_id", "buyer_id", "service", "refusal", "level", "recall_clause"),
            *("drafted_on", "opened_on", "closes_on", "version"),
        )
        roll = petition.roll
        return cls(
            **words,
            **{name: getattr(petition, name) for name in same},
            provider_ids=list(petition.provider_ids),
            stage=stage_of(petition, count),
            eligible=roll,
            signatures_received=count.received,
            duplicates=count.duplicates,
            not_on_roll=count.not_on_roll,
            valid_signatures=count.valid,
            valid_pct=percent(count.share_of(roll or 0)),
            levels=levels_named(petition.levels),
            investigation_needs=None if roll is None else petition.figures.investigation.needed(roll),
            signatures_needed=None if roll is None else petition.figures.ballot.needed(roll),
            figures=FiguresOut.of(petition.figures),
        )


def levels_named(cells: Cells | None) -> Levels:
    """Each count under its level."""
    return None if cells is None else dict(zip(Level, cells, strict=True))


def stage_of(petition: Petition, count: Count) -> Stage | Literal["sponsored"]:
    """How far it is; a draft with a roll and its sponsors waits for a moderator."""
    waits = petition.stage is Stage.DRAFT and petition.roll is not None
    return "sponsored" if waits and count.valid >= petition.figures.sponsors else petition.stage


def percent(share: Fraction | None) -> str | None:
    """A part in a hundred, to four decimals; null where there is nothing to divide by."""
    return None if share is None else str(half_up(share * 100, 4))
