"""How often a service changes hands, what that costs by the length of a contract, and when a long one is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kernel.clock import day_of
from kernel.money import Money
from kernel.periods import months_later
from kernel.rounding import half_up
from rulebook.rules import rule
from tendering.contracts.domain import Contract
from tendering.longevity.domain import Costs, History, TermReview
from tendering.obligations.domain import Case, Layer, Obligation
from tendering.obligations.rules.duties import clock


@dataclass(frozen=True, kw_only=True)
class Churn:
    """How often a service was tendered again; None where that would divide by nought."""

    contract_years: Decimal
    retenders_per_contract_year: Decimal | None
    change_rate_per_retender_pct: Decimal | None
    mean_interval_years: Decimal | None


@dataclass(frozen=True)
class Point:
    """The expected yearly cost of contracts that run so many years."""

    years: int
    annual_cost: Money


def churn(history: History) -> Churn:
    """From contracts, years, tenders and changes to rates."""
    years = history.contracts * Fraction(history.years)
    again = history.retenders
    return Churn(
        contract_years=half_up(years, 4),
        retenders_per_contract_year=half_up(again / years, 4) if years else None,
        change_rate_per_retender_pct=half_up(Fraction(100 * history.provider_changes, again), 4) if again else None,
        mean_interval_years=half_up(years / again, 4) if again else None,
    )


def cost_curve(costs: Costs, terms: Sequence[int]) -> list[Point]:
    """Changing hands once in each term, and a risk that grows with every year beyond the first."""
    once = costs.mobilisation.pence + costs.demobilisation.pence + costs.staff_loss.pence
    return [
        Point(years, Money(int(half_up(Fraction(once, years) + costs.lock_in_a_year.pence * (years - 1), 0))))
        for years in terms
    ]


def usual_terms(*, on: date) -> list[int]:
    """The lengths that are compared unless others are asked for."""
    return [int(years) for years in rule("delivery.long_contracts", on=on).words("compared_years")]


def reviews_due(starts_on: date, ends_on: date, reviewed: Sequence[date], *, on: date) -> dict[date, date | None]:
    """Each day by which a long contract is or was to be looked at, and the day on which it was; None if not yet.

    A review meets the day that stands when it is made, and sets the next.
    """
    due: dict[date, date | None] = {}
    last = None
    for day in [*sorted(set(reviewed)), None]:
        standing = review_due(starts_on, ends_on, last, on=on)
        if standing is not None:
            due.setdefault(standing, day)
        last = day
    return due


def review_due(starts_on: date, ends_on: date, last_reviewed: date | None, *, on: date) -> date | None:
    """The day by which a long contract is looked at next; None for one that ends before."""
    months = rule("delivery.long_contracts", on=on).number("review_months")
    due = months_later(last_reviewed or starts_on, months)
    return due if due < ends_on else None


def reviews_owed(case: Case, contract: Contract, reviews: Sequence[TermReview]) -> Iterator[Obligation]:
    """The reviews of a long contract, policy's and not the law's; once it has ended none is owed any more."""
    if contract.signed_at is None:
        return
    found = rule("delivery.long_contracts", on=contract.starts_on)
    reviewed = [day_of(each.reviewed_at) for each in reviews if each.contract_id == contract.id]
    because = f"It runs for longer than {found.number('review_months')} months."
    for due, met_on in reviews_due(contract.starts_on, contract.ends_on, reviewed, on=contract.starts_on).items():
        if met_on is not None or contract.ended_on is None:
            owed = clock(case, "term_review", found, because, layer=Layer.OVERLAY, due=due)
            yield replace(owed, met_on=met_on)
