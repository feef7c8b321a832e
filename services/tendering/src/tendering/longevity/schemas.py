"""How churn, cost curves and reviews look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Count, DayIn, DecimalIn, DecimalOut, MoneyIn, MoneyOut, Out, Prose, Strict, example, places
from tendering.longevity.domain import Costs, History, Verdict

Years = Annotated[int, Field(ge=1, le=50)]


class HistoryIn(Strict, json_schema_extra=example(contracts=25, years_observed=10, retenders=60, provider_changes=18)):
    """How a service was tendered: so many contracts over so many years, and what became of them."""

    contracts: Count
    years_observed: Annotated[DecimalIn, Field(ge=0, le=1000), places(6)]
    retenders: Count
    provider_changes: Count

    def parsed(self) -> History:
        """In the words of the domain."""
        return History(
            contracts=self.contracts,
            years=self.years_observed,
            retenders=self.retenders,
            provider_changes=self.provider_changes,
        )


class ChurnOut(Out):
    """How often a service is tendered again and changes hands; null where that would divide by nought."""

    contract_years: DecimalOut
    retenders_per_contract_year: DecimalOut | None
    change_rate_per_retender_pct: DecimalOut | None
    mean_interval_years: DecimalOut | None


class CostsIn(
    Strict,
    json_schema_extra=example(
        mobilisation={"amount": "60000.00", "currency": "GBP"},
        demobilisation={"amount": "20000.00", "currency": "GBP"},
        staff_loss={"amount": "40000.00", "currency": "GBP"},
        lock_in_a_year={"amount": "3000.00", "currency": "GBP"},
    ),
):
    """What changing hands costs once, what each further year with one provider risks, and which terms to compare."""

    mobilisation: MoneyIn
    demobilisation: MoneyIn
    staff_loss: MoneyIn
    lock_in_a_year: MoneyIn
    years: Annotated[list[Years], Field(min_length=1, max_length=50)] | None = None

    def parsed(self) -> Costs:
        """In the words of the domain."""
        return Costs(
            mobilisation=self.mobilisation.parsed(),
            demobilisation=self.demobilisation.parsed(),
            staff_loss=self.staff_loss.parsed(),
            lock_in_a_year=self.lock_in_a_year.parsed(),
        )


class PointOut(Out):
    """The expected yearly cost of contracts that run so many years."""

    years: int
    annual_cost: MoneyOut


class TermReviewIn(
    Strict, json_schema_extra=example(verdict="go_on", findings="Three in four tenancies last; the target is met.")
):
    """`go_on`, or `break` with the day on which the contract ends; and what that rests on."""

    verdict: Annotated[Verdict, Field(strict=False)]
    findings: Prose
    breaks_on: DayIn | None = None


class TermReviewOut(Out):
    """One look at a long contract."""

    verdict: Verdict
    findings: str
    breaks_on: date | None
    reviewed_at: datetime


class ReviewedOut(Out):
    """A contract's reviews, oldest first, and the day by which the next is due."""

    contract_id: UUID
    reviews: list[TermReviewOut]
    next_due_on: date | None
