"""How changes of contracts look on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalOut, IdIn, MoneyIn, MoneyOut, Out, Prose, SignedAmountIn, Strict, example
from kernel.money import SignedMoney
from kernel.rounding import percent
from rulebook.modifications import Ground, Limits, Route
from tendering.modifications.domain import Stage
from tendering.modifications.rules import Described
from tendering.obligations.domain import Category, Regime

Months = Annotated[int, Field(ge=-1200, le=1200)]


class SignedMoneyIn(Strict):
    """Money that may be below zero."""

    amount: SignedAmountIn
    currency: Literal["GBP"] = "GBP"

    def parsed(self) -> SignedMoney:
        """The amount as the domain counts it."""
        return SignedMoney.parse(self.amount)


class DescribedIn(
    Strict,
    json_schema_extra=example(
        regime="full",
        category="services",
        contract_value={"amount": "4040000.00", "currency": "GBP"},
        term_months=60,
        value_change={"amount": "380000.00", "currency": "GBP"},
        term_change_months=6,
    ),
):
    """A change that is only described. What is left out is read off the procurement that `notice_id` names:

    its regime and category, what was awarded in it, and the term that it announced.
    """

    notice_id: IdIn | None = None
    regime: Annotated[Regime, Field(strict=False)] | None = None
    category: Annotated[Category, Field(strict=False)] | None = None
    contract_value: MoneyIn | None = None
    term_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    value_change: SignedMoneyIn
    earlier_value_changes: Annotated[list[SignedMoneyIn], Field(max_length=1000, default_factory=list)]
    term_change_months: Months = 0
    material_scope_change: bool = False

    def described(self) -> Described:
        """In the words of the domain."""
        return Described(
            category=self.category,
            regime=self.regime,
            contract_value=None if self.contract_value is None else self.contract_value.parsed(),
            term_months=self.term_months,
            value_change=self.value_change.parsed(),
            earlier_value_changes=[each.parsed() for each in self.earlier_value_changes],
            term_change_months=self.term_change_months,
            material_scope_change=self.material_scope_change,
        )


class LimitsOut(Out):
    """How a change, with those before it, stands to the limits of the law; null where a share cannot be said."""

    value_change_pct: DecimalOut | None
    within_value_limit: bool | None
    term_change_pct: DecimalOut | None
    within_term_limit: bool | None
    aggregate_under_services_threshold: bool | None
    route: Route
    change_notice_required: bool

    @classmethod
    def of(cls, limits: Limits) -> Self:
        """In percent, rounded for who reads it."""
        return cls(
            value_change_pct=percent(limits.value_share),
            within_value_limit=limits.within_value,
            term_change_pct=percent(limits.term_share),
            within_term_limit=limits.within_term,
            aggregate_under_services_threshold=limits.aggregate_under_threshold,
            route=limits.route,
            change_notice_required=limits.notice_required,
        )


class ModificationIn(
    Strict,
    json_schema_extra=example(
        value={"amount": "1760000.00", "currency": "GBP"},
        ends_on="2030-03-31",
        ground="light_touch",
        rationale="Two more places.",
    ),
):
    """What the contract shall become, on which ground, and why.

    `shifts_balance` says that the change moves the economic balance to the supplier.
    """

    value: MoneyIn
    ends_on: DayIn
    ground: Annotated[Ground, Field(strict=False)]
    material_scope_change: bool = False
    shifts_balance: bool = False
    rationale: Prose


class ModificationOut(Out):
    """A change of a contract. Announced, it was published before it is made (UK10)."""

    id: UUID
    contract_id: UUID
    value: MoneyOut
    ends_on: date
    ground: Ground
    material_scope_change: bool
    shifts_balance: bool
    rationale: str
    proposed_at: datetime
    stage: Stage
    made_at: datetime | None
    decisions: list[UUID]
    version: int
