"""What users are owed for what they gave: an answer, and pay for their time. Both flag; neither is law."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from kernel.clock import day_of
from kernel.money import ZERO
from rulebook.decisions import Decision
from rulebook.rules import NotInForce, rule
from tendering.contributions.domain import Contribution


def rules_of_contributions(contributions: Sequence[Contribution], *, now: datetime) -> Iterator[Decision]:
    """Whether users were heard at all, were answered, and were paid."""
    yield answered(contributions, now=now)
    if contributions:
        yield from paid(contributions, now=now)


def answered(contributions: Sequence[Contribution], *, now: datetime) -> Decision:
    """Whether everybody who gave something to the design can see what became of it; nobody heard is nobody answered."""
    asked = rule("contributions.answered", on=day_of(now))
    left = sum(each.decision is None for each in contributions)
    if not contributions:
        said = "No user's contribution is on record."
    else:
        said = f"{left} contributions are unanswered." if left else "Every contribution has been answered."
    outcome = bool(contributions) and not left
    return asked.decide(outcome, said, inputs={"contributions": len(contributions)}, now=now)


def paid(contributions: Sequence[Contribution], *, now: datetime) -> Iterator[Decision]:
    """Whether users' time was paid at what a living wage comes to; nothing on a day whose wage is not known."""
    try:
        wage = rule("wages.real_living_wage", on=day_of(now)).money("hourly")
    except NotInForce:
        return
    asked = rule("contributions.paid", on=day_of(now))
    hours = sum((each.hours for each in contributions), start=Decimal(0))
    together, owed = sum((each.paid for each in contributions), start=ZERO), wage.times(Fraction(hours))
    said = f"£{together} was paid for {hours.normalize():f} hours; at £{wage} an hour that is £{owed}."
    yield asked.decide(together >= owed, said, inputs={"hours": hours, "paid": together, "wage": wage}, now=now)
