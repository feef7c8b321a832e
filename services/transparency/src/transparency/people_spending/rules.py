"""Which spending is for people."""

from collections.abc import Iterable, Sequence
from datetime import date

from kernel.periods import DatePeriod
from rulebook.rules import Rule, rule, rules
from transparency.people_spending.domain import PeopleSpending

PEOPLE = "people_focused_spending"
#: What was paid, and of its contract, if it has one, the regime and the codes.
Bought = tuple[int, bool, str | None, Sequence[str]]


def rule_on(day: date) -> Rule:
    """What counts, that day. Of days before it, the first."""
    return rule(PEOPLE, on=max(day, rules()[PEOPLE][0].valid.first))


def is_for_people(regime: str | None, cpv: Sequence[str], counts: Rule) -> bool:
    """By the regime, or by the first code: the others are what comes along."""
    return regime == "light_touch" or (bool(cpv) and cpv[0].startswith(counts.words("cpv_beginnings")))


def people_spending(bought: Iterable[Bought], days: DatePeriod, counts: Rule) -> PeopleSpending:
    """Every payment in one of three parts."""
    for_people = for_others = unknown = 0
    for pence, has_contract, regime, cpv in bought:
        if not has_contract:
            unknown += pence
        elif is_for_people(regime, cpv, counts):
            for_people += pence
        else:
            for_others += pence
    return PeopleSpending(days, counts, for_people, for_others, unknown)
