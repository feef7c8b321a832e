"""Whether a cost would be paid for more than once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from grants.adoptions.domain import Standard
from grants.costs.domain import Costing, CostLine, Funded
from kernel.clock import day_of
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule


def overfunding(line: CostLine, amount: Fraction, elsewhere: Sequence[Funded]) -> Money:
    """By how much all grants together would pay more than the cost, in whole pennies.

    Where funders were told different costs, the least of them counts. Lines that share a day are of the same cost.
    """
    same = [each for each in elsewhere if line.is_same(each.line)]
    cost = min([line.cost.pence, *(each.line.cost.pence for each in same)])
    return Money(max(0, int(amount + sum(each.amount for each in same) - cost))) if same else Money(0)


def overfunded(costing: Costing, amount: Money, elsewhere: Sequence[Funded]) -> Mapping[int, Money]:
    """The lines that a grant of that amount would pay for a second time, by number, and by how much."""
    found = {line.number: overfunding(line, costing.share(line, amount), elsewhere) for line in costing.lines}
    return {number: much for number, much in found.items() if much.pence}


def is_paid_once(
    costing: Costing | None, amount: Money, elsewhere: Sequence[Funded], *, is_adopted: bool, now: datetime
) -> Decision:
    """Whether no cost is paid for twice; unknown while the applicant has not said which costs it asks for."""
    found = rule(Standard.COSTS, on=day_of(now))
    if costing is None:
        unknown = "The applicant has not said which costs it asks for."
        return found.decide(None, unknown, inputs={"amount": amount}, now=now, published=is_adopted)
    titles = {line.number: line.title for line in costing.lines}
    twice = overfunded(costing, amount, elsewhere)
    reasons = [f"{titles[number]}: £{much} more than it costs." for number, much in twice.items()]
    return found.decide(
        not twice,
        *(reasons or ["No cost is paid for twice."]),
        inputs={"amount": amount, **{f"line_{number}": f"£{much} too much" for number, much in twice.items()}},
        now=now,
        published=is_adopted,
    )
