"""How a classification looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from registry.catalogue.domain import Value
from registry.classification.domain import Verdict, flip_told
from registry.classification.queries import Classification
from registry.evidence.schemas import FactOut
from rulebook.decisions import Basis

AreaIn = Annotated[str, Field(pattern=r"^[A-Z][0-9]{8}$", examples=["E06000015"])]
Word = Literal["yes", "no", "unknown"]


class ChangeOut(Out):
    """One fact that would have to be otherwise."""

    fact: str
    to: Value


class FlipOut(Out):
    """The fewest changes that would turn the verdict, also in words."""

    to: Word
    changes: list[ChangeOut]
    says: str


class VerdictOut(Out):
    """Whether the organisation bears a label, by which rule, from which facts, and what would turn it."""

    label: str
    outcome: Word
    value: str | None
    rule: str
    version: int
    basis: Basis
    reasons: list[str]
    facts_used: list[FactOut]
    missing: list[str]
    flip: FlipOut | None
    expires_on: date
    withheld_until: date | None
    reply: str | None


class ClassificationOut(Out):
    """Everything the rules make of an organisation on a day."""

    organisation_id: UUID
    on: date
    verdicts: list[VerdictOut]
    disputed: list[str]


class MadeOut(Out):
    """A classification as it was made and kept; the facts are named by their ids."""

    id: UUID
    made_at: datetime
    made_for: date
    superseded_at: datetime | None
    verdicts: list[dict[str, object]]


def shown(organisation_id: UUID, made: Classification) -> ClassificationOut:
    """The classification as clients read it."""
    return ClassificationOut(
        organisation_id=organisation_id,
        on=made.evidence.on,
        verdicts=[_verdict_shown(verdict) for verdict in made.verdicts],
        disputed=list(made.evidence.disputed),
    )


def _verdict_shown(verdict: Verdict) -> VerdictOut:
    facts = [FactOut.model_validate(fact) for fact in verdict.facts_used]
    flip = None if verdict.flip is None else flip_told(verdict.flip)
    return VerdictOut.model_validate({**verdict.told(), "facts_used": facts, "flip": flip})
