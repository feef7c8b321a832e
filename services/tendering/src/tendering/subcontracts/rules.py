"""What the law implies into every subcontract, and what policy thinks of silence."""

from collections.abc import Iterator
from datetime import date, datetime

from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.subcontracts.domain import Flag, NonDisclosure


def implied_days(written: int, *, on: date) -> int:
    """Days to pay: what is written, and never more than the law implies at every tier (s.73)."""
    return min(written, rule("payment.terms", on=on).number("days"))


def decisions_on(written: int, silence: NonDisclosure, *, on: date, now: datetime) -> list[Decision]:
    """What the rules say of its terms of payment and of its silence; neither blocks."""
    terms, free = rule("payment.terms", on=on), rule("subcontract.non_disclosure", on=on)
    days = terms.number("days")
    kept = written <= days
    told = f"{written} days are written." if kept else f"{written} days are written; {days} are implied, and apply."
    forced = silence is NonDisclosure.OTHER
    return [
        terms.decide(kept, told, inputs={"written_days": written}, now=now, informs=True),
        free.decide(
            not forced,
            "No lawful reason is given for its non-disclosure agreement." if forced else "Nobody is forced to silence.",
            inputs={"non_disclosure": silence},
            now=now,
        ),
    ]


def flags_of(
    value: Money, above: Money, beside: Money, *, within: bool, silence: NonDisclosure, longer: bool
) -> Iterator[Flag]:
    """`beside` is the value of the other links under the same one, `above` its own."""
    if value.pence + beside.pence > above.pence:
        yield Flag.OVER_VALUE
    if not within:
        yield Flag.OUTSIDE_TERM
    if silence is NonDisclosure.OTHER:
        yield Flag.FORCED_SILENCE
    if longer:
        yield Flag.LONGER_TERMS
