"""How a breach looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, MoneyIn, MoneyOut, Out, Prose, Strict, example
from tendering.breaches.domain import Consequence


class BreachIn(
    Strict,
    json_schema_extra=example(
        consequence="settlement",
        requirement="A worker meets every person on the day they arrive.",
        description="From June to August nobody was met at weekends.",
        decided_on="2027-04-10",
        value={"amount": "12000.00", "currency": "GBP"},
    ),
):
    """What was not carried out, what came of it and when; `assessment_id` where the supplier failed to improve."""

    consequence: Annotated[Consequence, Field(strict=False)]
    requirement: Prose
    description: Prose
    decided_on: DayIn
    value: MoneyIn | None = None
    assessment_id: IdIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {**dict(self), "value": None if self.value is None else self.value.parsed()}


class BreachOut(Out):
    """A breach; its notice is due on `due_on`, by law where `is_statutory`, and out once `published_at` is set."""

    id: UUID
    contract_id: UUID
    consequence: Consequence
    requirement: str
    description: str
    decided_on: date
    due_on: date
    is_statutory: bool
    recorded_at: datetime
    value: MoneyOut | None
    assessment_id: UUID | None
    published_at: datetime | None
    version: int
