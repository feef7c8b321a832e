"""How a scheme looks on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example


class SchemeIn(
    Strict,
    json_schema_extra=example(
        title="Social Innovation Fund",
        description="For what nobody has tried here yet.",
        budget={"amount": "250000.00", "currency": "GBP"},
        opens_on="2026-12-01",
        closes_on="2027-01-31",
    ),
):
    """A scheme as its funder describes it; one may apply on both days and between them."""

    title: Annotated[Name, Field(examples=["Social Innovation Fund"])]
    description: Prose
    budget: MoneyIn
    opens_on: DayIn
    closes_on: DayIn


class SchemeOut(Out):
    """A scheme as it stands; `remaining` is what can still be awarded."""

    id: UUID
    funder_id: UUID
    title: str
    description: str
    budget: MoneyOut
    remaining: MoneyOut
    opens_on: date
    closes_on: date
    opened_at: datetime
    version: int
