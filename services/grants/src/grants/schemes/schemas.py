"""How a scheme looks on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example, places
from grants.adoptions.domain import Standard
from grants.adoptions.schemas import Adopted
from grants.schemes.domain import Offer, Stage


class SchemeIn(
    Strict,
    json_schema_extra=example(
        title="Social Innovation Fund",
        description="For what nobody has tried here yet.",
        budget={"amount": "250000.00", "currency": "GBP"},
        opens_on="2026-12-01",
        closes_on="2027-01-31",
        stage="prove",
        theme="Homelessness",
        is_prevention=True,
        reserved_share=0.2,
        standards=[Standard.APPEALS],
    ),
):
    """A scheme as its funder describes it; one may apply on both days and between them.

    `reserved_share` is the part of the budget that is kept for small and local organisations,
    `standards` are rules that this scheme holds itself to beside those that its funder adopted.
    """

    title: Annotated[Name, Field(examples=["Social Innovation Fund"])]
    description: Prose
    budget: MoneyIn
    opens_on: DayIn
    closes_on: DayIn
    stage: Annotated[Stage | None, Field(strict=False)] = None
    theme: Name | None = None
    is_prevention: bool = False
    reserved_share: Annotated[DecimalIn, Field(ge=0, le=1), places(6)] | None = None
    standards: Annotated[list[Adopted], Field(max_length=len(Standard), default_factory=list)]

    def offer(self) -> Offer:
        """The same as the domain counts it."""
        return Offer(**{**dict(self), "budget": self.budget.parsed(), "standards": tuple(sorted({*self.standards}))})


class OfferOut(Out):
    """What a funder would give and for what."""

    title: str
    description: str
    budget: MoneyOut
    opens_on: date
    closes_on: date
    stage: Stage | None
    theme: str | None
    is_prevention: bool
    reserved_share: DecimalOut | None
    standards: list[Standard]


class SchemeOut(OfferOut):
    """A scheme as it stands; `remaining` is what can still be awarded, `recycled` what of its budget came back."""

    id: UUID
    funder_id: UUID
    recycled: MoneyOut
    remaining: MoneyOut
    opened_at: datetime
    version: int
