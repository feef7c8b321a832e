"""The steps of individual budgets: opened under a market, spent, and told in totals."""

from tests.conformance.step import APPLY, Step

#: Of whom totals tell: so many that nobody can be told from them.
HOLDERS = [f"0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a{number:02}" for number in range(5)]

BUDGETED = (
    *(Step("tendering_open_budget", "buyer", keeps="budget_id", but={"holder_id": each}) for each in HOLDERS),
    Step("tendering_choose_provider", "buyer"),
    Step("tendering_spend_of_budget", "buyer"),
    Step("tendering_tell_totals", "buyer", APPLY),
)
