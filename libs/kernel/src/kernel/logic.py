"""And, or and not with three values (Kleene): yes, no, and None for unknown. What is missing is never a no."""

from collections.abc import Iterable

#: True is yes, False is no, None is unknown.
Outcome = bool | None


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """And: one no settles it, and only all yes makes a yes."""
    known = list(outcomes)
    return at_least(len(known), known)


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """Or: one yes settles it, and only all no makes a no."""
    return at_least(1, outcomes)


def negated(outcome: Outcome) -> Outcome:
    """Not: what is unknown stays so."""
    return None if outcome is None else not outcome


def at_least(least: int, outcomes: Iterable[Outcome]) -> Outcome:
    """Whether so many are a yes: settled as soon as those that are unknown could no longer change it."""
    known = list(outcomes)
    if known.count(True) >= least:
        return True
    return None if known.count(True) + known.count(None) >= least else False


def word_of(outcome: Outcome) -> str:
    """As people and files read it."""
    return {True: "yes", False: "no", None: "unknown"}[outcome]
