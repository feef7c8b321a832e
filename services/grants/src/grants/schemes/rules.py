"""Whether a scheme may open as it is, without a plan."""

from datetime import datetime

from grants.adoptions.domain import Standard
from kernel.clock import day_of
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule


def may_open_unplanned(budget: Money, *, adopted: frozenset[Standard], now: datetime) -> list[Decision]:
    """A no where the funder holds itself to GovS 015; nobody else is asked."""
    if Standard.REQUIREMENTS not in adopted:
        return []
    reason = "Your organisation keeps to GovS 015: plan the scheme, meet or explain its ten requirements, then open it."
    found = rule(Standard.REQUIREMENTS, on=day_of(now))
    return [found.decide(False, reason, inputs={"budget": budget, "is_planned": False}, now=now, published=True)]
