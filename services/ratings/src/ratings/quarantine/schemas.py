"""How suspicions look on the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from ratings.quarantine.domain import Kind, Suspicion, Verdict


class VerdictIn(Strict, json_schema_extra=example(verdict="admitted")):
    """Whether what was set apart counts."""

    verdict: Annotated[Verdict, Field(strict=False)]


class SuspicionOut(Out):
    """Ratings that are set apart, as moderators see them: never which, only how many and why."""

    id: UUID
    kind: Kind
    contract_id: UUID
    period: str  # the week by its Monday, or the quarter
    why: str
    flagged_on: date
    due_on: date
    overdue: bool
    verdict: Verdict | None
    decided_on: date | None
    version: int

    @classmethod
    def of(cls, suspicion: Suspicion, *, today: date) -> Self:
        """As of today."""
        same = {name: getattr(suspicion, name) for name in cls.model_fields if name != "overdue"}
        return cls(**same, overdue=suspicion.verdict is None and suspicion.due_on < today)


class VerdictOut(Out):
    """A line of the public log: what was suspected and what became of it, without a word or a figure of any rating."""

    id: UUID
    kind: Kind
    contract_id: UUID | None  # null where a single rating is meant
    flagged_on: date
    verdict: Verdict
    decided_on: date

    @classmethod
    def of(cls, suspicion: Suspicion) -> Self:
        """As everybody may read it."""
        same = {name: getattr(suspicion, name) for name in cls.model_fields if name != "contract_id"}
        return cls(**same, contract_id=suspicion.told_of)
