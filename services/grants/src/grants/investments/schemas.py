"""How a social investment looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import (
    DayIn,
    DecimalIn,
    DecimalOut,
    IdIn,
    MoneyIn,
    MoneyOut,
    Name,
    Out,
    Strict,
    example,
    places,
)


class InvestmentIn(
    Strict,
    json_schema_extra=example(
        title="Homes for good",
        investor="Northbridge Social Investors",
        private_equity_flag=False,
        private_equity_source="The investor's own statement",
        capital={"amount": "150000.00", "currency": "GBP"},
        term_years=3,
    ),
):
    """What was agreed with an investor. The cap on its yearly return is the rulebook's where it is left out.

    `scheme_id` is the funder's scheme that a surplus goes back to; `payment_cap` the most that is paid for outcomes.
    """

    title: Name
    investor: Name
    private_equity_flag: bool
    private_equity_source: Name
    capital: MoneyIn
    term_years: Annotated[DecimalIn, Field(ge=0, le=100), places(6)]
    return_cap_per_year: Annotated[DecimalIn, Field(ge=0, le=1), places(6)] | None = None
    payment_cap: MoneyIn | None = None
    scheme_id: IdIn | None = None

    def terms(self) -> dict[str, Any]:
        """As the command takes it."""
        cap = None if self.payment_cap is None else self.payment_cap.parsed()
        return {**dict(self), "capital": self.capital.parsed(), "payment_cap": cap}


class OutcomePaymentIn(Strict, json_schema_extra=example(amount={"amount": "176000.00", "currency": "GBP"})):
    """Money that moved for outcomes, today unless it says when."""

    amount: MoneyIn
    paid_on: DayIn | None = None


class OutcomePaymentOut(Out):
    """Money that moved."""

    number: int
    amount: MoneyOut
    paid_on: date


class InvestmentOut(Out):
    """An investment, and what it comes to by what its outcomes earned so far."""

    id: UUID
    funder_id: UUID
    scheme_id: UUID | None
    title: str
    investor: str
    private_equity_flag: bool
    private_equity_source: str
    capital: MoneyOut
    term_years: DecimalOut
    return_cap_per_year: DecimalOut
    payment_cap: MoneyOut | None
    payments: list[OutcomePaymentOut]
    outcome_payments: MoneyOut
    gross_return: MoneyOut
    return_cap: MoneyOut
    investor_receives: MoneyOut
    recycled_surplus: MoneyOut
    agreed_at: datetime
    settled_at: datetime | None
    decision_id: UUID
    version: int
