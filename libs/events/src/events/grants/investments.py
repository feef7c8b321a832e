"""Social investments: capital that outcomes repay."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party
from events.grants.awards import Payment


class Investment(Part):
    """A social investment as it stands, whole; amounts are pounds of two decimals."""

    investment_id: UUID
    funder: Party
    scheme_id: UUID | None = None
    title: str
    investor: str
    private_equity_flag: bool
    private_equity_source: str
    capital: str
    term_years: str
    return_cap_per_year: str  # a fraction of one
    payment_cap: str | None = None
    payments: list[Payment] = []
    outcome_payments: str
    gross_return: str  # may be below zero
    return_cap: str
    investor_receives: str
    recycled_surplus: str
    settled_at: datetime | None = None


class InvestmentAgreed(Event):
    """Somebody invests in a service. The entity is the investment, here and below."""

    type: ClassVar[str] = "grants.investment.agreed.v1"

    investment: Investment


class InvestmentPaid(Event):
    """Outcomes were paid for; the investment now stands so."""

    type: ClassVar[str] = "grants.investment.paid.v1"

    investment: Investment


class InvestmentSettled(Event):
    """It has ended, and a surplus went back to the fund."""

    type: ClassVar[str] = "grants.investment.settled.v1"

    investment: Investment
