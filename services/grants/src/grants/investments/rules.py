"""What the rulebook says of returns on social investment."""

from datetime import date, datetime
from decimal import Decimal

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule

RETURN = "investments.return_cap"


def usual_return(*, on: date) -> Decimal:
    """The yearly return beyond which finance is not for the public good, as a part of the capital."""
    return Decimal(rule(RETURN, on=on).values["per_year_maximum"])


def decision_on(return_cap_per_year: Decimal, *, now: datetime) -> Decision:
    """Whether what was agreed keeps within the rulebook's cap; beyond it is flagged and not forbidden."""
    usual = rule(RETURN, on=day_of(now))
    within = return_cap_per_year <= Decimal(usual.values["per_year_maximum"])
    said = "The return agreed on is within the cap." if within else "The return agreed on is beyond the usual cap."
    return usual.decide(within, said, inputs={"return_cap_per_year": return_cap_per_year}, now=now)
