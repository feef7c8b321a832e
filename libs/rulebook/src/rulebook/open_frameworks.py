"""Open frameworks: when the next framework is due, and when the last one ends (PA 2023 s.49)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.periods import years_later
from rulebook.decisions import Decision
from rulebook.rules import rule

RULE = "framework.open"


@dataclass(frozen=True, slots=True)
class Round:
    """One framework of an open framework: the day on which it was awarded, and how many suppliers it has."""

    awarded_on: date
    suppliers: int


def ends_by_law(rounds: Sequence[Round], *, on: date) -> date:
    """The last day of an open framework with these rounds, in the order of their awards; one at least."""
    found = rule(RULE, on=on)
    lasts = [_last_of(rounds[0].awarded_on, found.number("maximum_years"))]
    lasts += [_last_of(each.awarded_on, found.number("single_supplier_years")) for each in rounds if each.suppliers < 2]
    return min(lasts)


def next_due(rounds: Sequence[Round], place: int, whole_ends_on: date, *, on: date) -> date | None:
    """The last day on which the framework after `rounds[place]` is awarded in time; None where none is owed.

    None is once the whole is over; and after the second one period of five years is left of eight, so that no law asks
    for a fourth.
    """
    found = rule(RULE, on=on)
    years = {0: "first_years", 1: "later_years"}.get(place)
    if years is None:
        return None
    due = _last_of(rounds[place].awarded_on, found.number(years))
    return due if due < whole_ends_on else None


def ends_with_the_whole(lasts: Collection[date | None], whole_ends_on: date, *, on: date, now: datetime) -> Decision:
    """Whether the lots of another round, each with its last day, end when the whole does at the latest.

    Unknown where a last day is not said.
    """
    said = [each for each in lasts if each is not None]
    inputs = {"lasts": sorted(said), "whole_ends_on": whole_ends_on}
    says = f"The open framework ends on {whole_ends_on}, which no later round moves."
    in_time = all(each <= whole_ends_on for each in said)
    outcome = None if in_time and len(said) < len(lasts) else in_time
    return rule(RULE, on=on).decide(outcome, says, inputs=inputs, now=now)


def terms_are_the_same(others: Sequence[str], *, on: date, now: datetime) -> Decision:
    """Whether a round has the terms of the first; `others` are those that differ, by name. What is substantial is for
    people to say, so a difference only flags.
    """
    says = f"Other than in the first framework: {', '.join(others)}." if others else "Its terms are those of the first."
    found = rule("framework.open_terms", on=on)
    return found.decide(not others, says, inputs={"others": list(others)}, now=now, informs=True)


def _last_of(first: date, years: int) -> date:
    """The last day of so many years that begin with a day."""
    return years_later(first, years) - timedelta(days=1)
