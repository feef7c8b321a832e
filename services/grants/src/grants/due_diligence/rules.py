"""Whether what was checked is recent and leaves an award to a person's judgement."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from grants.adoptions.domain import Standard
from grants.due_diligence.domain import Check, Diligence, Light, Override
from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule


def diligence_of(history: Sequence[Check], override: Override | None, *, on: date) -> Diligence:
    """What the checks come to, by the rule of that day."""
    hard = rule(Standard.DUE_DILIGENCE, on=on).words("red_when_failed")
    return Diligence(history=history, hard=hard, override=override)


def is_diligent(diligence: Diligence, *, now: datetime) -> Decision:
    """Whether an award may be made on these checks. A red light stops it until a person answers for it."""
    today = day_of(now)
    found = rule(Standard.DUE_DILIGENCE, on=today)
    days = found.number("valid_days")
    old = [each for each in diligence.standing if day_of(each.checked_at) < today - timedelta(days=days)]
    reasons = [f"The check of {each.kind.replace('_', ' ')} is older than {days} days." for each in old]
    if diligence.light is Light.UNCHECKED:
        reasons.append("Nothing about the applicant was checked yet.")
    if diligence.light is Light.RED and not diligence.is_overridden:
        reasons.append("A check failed; a person may override that, and say why.")
    return found.decide(
        not reasons,
        *(reasons or [f"The checks are recent; the light is {diligence.light}."]),
        inputs={
            "light": diligence.light,
            "is_overridden": diligence.is_overridden,
            **{each.kind: f"{each.result} on {day_of(each.checked_at)}" for each in diligence.standing},
        },
        now=now,
        published=True,
    )
