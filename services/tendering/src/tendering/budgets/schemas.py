"""How individual budgets look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import CpvIn, DayIn, IdIn, MoneyIn, MoneyOut, Name, Out, Strict, example
from tendering.budgets.domain import Approved, Budget


class BudgetIn(
    Strict,
    json_schema_extra=example(
        holder_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        cpv="85312000-9",
        amount={"amount": "5200.00", "currency": "GBP"},
        starts_on="2026-11-01",
        ends_on="2027-10-31",
        market_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
    ),
):
    """A budget for a service. Whose the random `holder_id` is, the authority keeps to itself.

    Approved are a market's members (`market_id`, `market_part`), who has a seat for a framework's lot (`framework_id`,
    `lot_id`), or the `providers`.
    """

    holder_id: IdIn
    cpv: CpvIn
    amount: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    market_id: IdIn | None = None
    market_part: Name | None = None
    framework_id: IdIn | None = None
    lot_id: IdIn | None = None
    providers: Annotated[list[IdIn], Field(max_length=500, default_factory=list)]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("A budget cannot end before it starts")
        return self

    def of(self, buyer_id: UUID, now: datetime) -> Budget:
        """In the words of the domain, opened now. Raises Unacceptable unless it says in one way who is approved."""
        said = dict(self) | {"amount": self.amount.parsed()}
        Approved(**{name: said[name] for name in Approved.__dataclass_fields__})
        return Budget(buyer_id=buyer_id, opened_at=now, **said)


class ChoiceIn(Strict, json_schema_extra=example(organisation_id="0198c4f2-7a52-7b20-9d3e-6f7a8b9c0d1e")):
    """The provider that the holder chose."""

    organisation_id: IdIn


class SpendingIn(
    Strict,
    json_schema_extra=example(
        organisation_id="0198c4f2-7a52-7b20-9d3e-6f7a8b9c0d1e",
        amount={"amount": "84.50", "currency": "GBP"},
        spent_on="2026-11-20",
    ),
):
    """What a provider that the holder chose, now or before, was paid, and the day of the service."""

    organisation_id: IdIn
    amount: MoneyIn
    spent_on: DayIn

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return dict(self) | {"amount": self.amount.parsed()}


class ChoiceOut(Out):
    """A provider, and since when it is chosen."""

    organisation_id: UUID
    chosen_at: datetime


class SpendingOut(Out):
    """A payment out of the budget."""

    id: UUID
    organisation_id: UUID
    amount: MoneyOut
    spent_on: date
    recorded_at: datetime


class BudgetOut(Out):
    """A budget as it stands: whom its holder has chosen, now and before, what is spent and what is left."""

    id: UUID
    buyer_id: UUID
    holder_id: UUID
    cpv: str
    amount: MoneyOut
    spent: MoneyOut
    left: MoneyOut
    starts_on: date
    ends_on: date
    market_id: UUID | None
    market_part: str | None
    framework_id: UUID | None
    lot_id: UUID | None
    providers: list[UUID]
    opened_at: datetime
    chosen: UUID | None
    choices: list[ChoiceOut]
    spendings: list[SpendingOut]
    version: int


class StatementOut(Out):
    """All budgets of one holder, whole, and what they come to."""

    holder_id: UUID
    amount: MoneyOut
    spent: MoneyOut
    left: MoneyOut
    budgets: list[BudgetOut]


class TotalsIn(Strict, json_schema_extra=example(cpv="85312000-9", until="2026-12-31")):
    """Of which service, and up to the last day of which quarter."""

    cpv: CpvIn
    until: DayIn


class TotalsOut(Out):
    """What budgets for a service came to; nobody is in it."""

    id: UUID
    buyer_id: UUID
    cpv: str
    until: date
    holders: int
    amount: MoneyOut
    spent: MoneyOut
    told_at: datetime
