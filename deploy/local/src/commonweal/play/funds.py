"""What a story says of money that several put together. The shapes of its part of the format."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from commonweal.play.competition import Money, Number, Part


class Contribution(Part):
    """What an organisation puts into a pool."""

    organisation: str
    amount: Money


class Objection(Part):
    """Who objects to a proposal, and when."""

    organisation: str
    made_on: date
    reason: Annotated[str, Field(min_length=1)] = "The story gives no reason."


class Proposal(Part):
    """What somebody would spend of a pool."""

    id: str
    title: str = "A proposal"
    amount: Money
    proposed_on: date
    objections: list[Objection] = []


class PooledBudget(Part):
    """A budget to which several contribute."""

    id: str
    title: str = "A pooled budget"
    contributions: list[Contribution]
    proposals: list[Proposal]


class SocialInvestment(Part):
    """What somebody invested in a service, for how long, and what its outcomes earned."""

    id: str
    investor: str
    investor_is_private_equity: bool
    capital: Money
    term_years: Annotated[Number, Field(ge=0, le=100)]
    outcome_payments: Money


def bodies_in(pools: Sequence[PooledBudget]) -> Iterator[tuple[str, str]]:
    """Every place that names an organisation of a pool."""
    for index, pool in enumerate(pools):
        for place, each in enumerate(pool.contributions):
            yield f"/pooled_budgets/{index}/contributions/{place}/organisation", each.organisation
        for place, proposal in enumerate(pool.proposals):
            for number, objection in enumerate(proposal.objections):
                path = f"/pooled_budgets/{index}/proposals/{place}/objections/{number}/organisation"
                yield path, objection.organisation


def faults_of_funds(
    pools: Sequence[PooledBudget], investments: Sequence[SocialInvestment]
) -> Iterator[tuple[str, str]]:
    """What the format forbids and a schema cannot say."""
    for path, amount in sums(pools, investments):
        if amount.startswith("-"):
            yield path, "this is never below zero"
    for index, pool in enumerate(pools):
        names = [proposal.id for proposal in pool.proposals]
        for place, name in enumerate(names):
            if name in names[:place]:
                yield f"/pooled_budgets/{index}/proposals/{place}/id", f"{name!r} stands twice"


def sums(pools: Sequence[PooledBudget], investments: Sequence[SocialInvestment]) -> Iterator[tuple[str, str]]:
    """Every amount, with its place."""
    for index, pool in enumerate(pools):
        for place, each in enumerate(pool.contributions):
            yield f"/pooled_budgets/{index}/contributions/{place}/amount", each.amount
        for place, proposal in enumerate(pool.proposals):
            yield f"/pooled_budgets/{index}/proposals/{place}/amount", proposal.amount
    for index, investment in enumerate(investments):
        yield f"/social_investments/{index}/capital", investment.capital
        yield f"/social_investments/{index}/outcome_payments", investment.outcome_payments
