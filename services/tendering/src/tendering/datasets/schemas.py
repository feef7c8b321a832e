"""How datasets look on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import DayIn, DecimalIn, DecimalOut, IdIn, Name, Out, SignedMoneyIn, Strict, example, places
from tendering.datasets.commands import Row
from tendering.datasets.domain import Kind
from tendering.payments.schemas import MOST, REFERENCE

Division = Annotated[str, Field(pattern=r"^[0-9]{2}$", examples=["85"])]
Part = Annotated[DecimalIn, Field(ge=0, le=1), places(12)]
Band = Annotated[DecimalIn, Field(ge=0, le=10_000), places(4)]


class FiguresIn(Strict):
    """Figures that the authority has published in the place of the rulebook's; those left out are the rulebook's."""

    share_cap: Part | None = None
    share_warning: Part | None = None
    minimum_groups: Annotated[int, Field(ge=0, le=1000)] | None = None
    hhi_concentrated_over: Band | None = None
    hhi_highly_concentrated_over: Band | None = None

    def stated(self) -> dict[str, Decimal]:
        """Those that are stated."""
        return {name: Decimal(figure) for name, figure in self if figure is not None}


class DatasetIn(
    Strict,
    json_schema_extra=example(
        reference="homelessness-2026",
        title="Homelessness support, city region",
        kind="market",
        division="85",
        first="2026-04-01",
        last="2027-03-31",
    ),
):
    """A dataset: whose spending, of what, over which days. `reference` is yours, and no other of yours has it."""

    reference: REFERENCE
    title: Name
    kind: Kind = Field(strict=False)
    division: Division | None = None
    first: DayIn
    last: DayIn
    figures: FiguresIn = FiguresIn()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last < self.first:
            raise ValueError("A dataset does not end before it begins.")
        return self


class DatasetOut(Out):
    """A dataset."""

    id: UUID
    authority_id: UUID
    reference: str
    title: str
    kind: Kind
    division: str | None
    first: date
    last: date
    figures: dict[str, DecimalOut]
    opened_at: datetime


class ToldIn(Strict):
    """A payment. At tier 1 a body pays itself, and of a market nobody is named; without a payee it is untraced."""

    reference: REFERENCE
    tier: Annotated[int, Field(ge=1, le=20)] = 1
    payer_id: IdIn | None = None
    payee_id: IdIn | None = None
    amount: SignedMoneyIn
    paid_on: DayIn
    division: Division | None = None

    @model_validator(mode="after")
    def _nobody_is_named_at_the_top(self) -> Self:
        if self.tier == 1 and self.payer_id is not None:
            raise ValueError("Nobody is named as who pays at tier 1: the dataset says whose spending it is.")
        return self

    def row(self) -> Row:
        """As the command takes it."""
        said = {name: value for name, value in self if name != "amount"}
        return Row(**said, amount=self.amount.parsed())


class PaymentsToldIn(
    Strict,
    json_schema_extra=example(
        payments=[
            {
                "reference": "1",
                "payee_id": "0198c4f2-7a51-7f2b-8a3d-6c5e4b3a2f1e",
                "amount": {"amount": "1520000.00", "currency": "GBP"},
                "paid_on": "2026-07-31",
            }
        ]
    ),
):
    """A batch of payments. The same again changes nothing."""

    payments: list[ToldIn] = Field(min_length=1, max_length=MOST)
