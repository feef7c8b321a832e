"""When totals of individual budgets may be told without telling of anybody."""

from datetime import date, datetime, timedelta

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from rulebook.rules import rule

QUARTER = 3  # months


def must_be_a_quarters_last_day(until: date, *, now: datetime) -> None:
    """Raise Unacceptable for another day, and for one that is not over: what was told once then never changes."""
    if until.month % QUARTER or (until + timedelta(days=1)).day != 1 or until >= day_of(now):
        raise Unacceptable("/until", "Totals are told up to the last day of a quarter that is over.")


def must_be_enough(holders: int, *, now: datetime) -> None:
    """Raise RuleBroken for a handful, of whom each could know what the others spent."""
    fewest = rule("individual_budgets.totals", on=day_of(now)).number("minimum_holders")
    if holders < fewest:
        raise RuleBroken(f"Totals are told of {fewest} holders or more.")
