"""When figures are due, whether they came in time, and which are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.periods import DatePeriod, months_later
from registry.disclosures.domain import Disclosure, Kind
from rulebook.decisions import Decision
from rulebook.rules import Rule, rule


def asked(kind: Kind, on: date) -> Rule:
    """What the rule asks of a period that ended on that day."""
    return rule(f"disclosures.{kind}", on=on)


def due_on(kind: Kind, last: date) -> date:
    """The last day in time for a period's figures."""
    return last + timedelta(days=asked(kind, last).number("due_days"))


def must_be_a_period(kind: Kind, period: DatePeriod, *, today: date) -> None:
    """Raise Unacceptable for days that have not come, and for a period longer than the rule's."""
    if period.last is None or period.last >= today:
        raise Unacceptable("/last", "Figures are disclosed when their period is over.")
    months = asked(kind, period.last).number("months")
    if period.last >= months_later(period.first, months):
        raise Unacceptable("/first", f"A period of {kind.replace('_', ' ')} has at most {months} months.")


def must_not_straddle(said: DatePeriod, known: Sequence[Disclosure]) -> Disclosure | None:
    """The disclosure of the very same period, which is corrected. Raises RuleBroken where only some days are shared."""
    for it in known:
        if it.period == said:
            return it
        if it.period.overlaps(said):
            raise RuleBroken(f"The figures of {it.period} are disclosed already: correct those, or choose other days.")
    return None


def disclosed_in_time(kind: Kind, last: date, *, now: datetime) -> Decision:
    """Whether the figures of the period that ended on that day came by the day they were due."""
    due, today = due_on(kind, last), day_of(now)
    late = max(0, (today - due).days)
    reason = f"Due on {due}, disclosed on {today}" + (f", {late} days late." if late else ".")
    return asked(kind, last).decide(late == 0, reason, inputs={"period_ended_on": last, "due_on": due}, now=now)


@dataclass(frozen=True, slots=True)
class Regularity:
    """How regularly one kind is disclosed by a day. Who never began has nothing due, and is shown to have nothing."""

    kind: Kind
    last: date | None  # the end of the newest period that was disclosed
    disclosed: int
    late: int
    next_due_on: date | None
    days_missing: int  # since the next ones were due
    gaps: int  # periods between the first and the newest that nobody disclosed


def regularity_of(kind: Kind, disclosures: Sequence[Disclosure], *, on: date) -> Regularity:
    """What was disclosed by `on`, what came late, what is missing. A correction is no disclosure of its own."""
    known = [it for it in disclosures if it.kind is kind and day_of(it.disclosed_at) <= on]
    firsts = sorted((it for it in known if it.corrects is None), key=lambda it: it.last)
    if not firsts:
        return Regularity(kind, None, 0, 0, None, 0, 0)
    newest = firsts[-1].last
    following = months_later(newest + timedelta(days=1), asked(kind, newest).number("months")) - timedelta(days=1)
    due = due_on(kind, following)
    gaps = sum(later.first > earlier.last + timedelta(days=1) for earlier, later in pairwise(firsts))
    late = sum(it.days_late > 0 for it in firsts)
    return Regularity(kind, newest, len(firsts), late, due, max(0, (on - due).days), gaps)
