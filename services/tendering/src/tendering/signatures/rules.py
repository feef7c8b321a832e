"""What a contract says of itself before it is signed."""

from datetime import datetime, timedelta

from kernel.clock import day_of
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.contracts.domain import Contract


def short_term_is_explained(contract: Contract, *, now: datetime) -> list[Decision]:
    """Whether a contract says why it runs for less than policy would have it; nothing of one that is long enough."""
    asked = rule("delivery.shortest_term", on=day_of(now))
    if months_later(contract.starts_on, asked.number("months")) <= contract.ends_on + timedelta(days=1):
        return []
    why = contract.short_term_because
    said = f"It is short because: {why}" if why else "Nothing says why it is so short."
    inputs = {"starts_on": contract.starts_on, "ends_on": contract.ends_on}
    return [asked.decide(why is not None, said, inputs=inputs, now=now)]
