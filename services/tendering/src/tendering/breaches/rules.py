"""When a breach is news, and when a supplier has had its opportunity to improve and failed to (s.71(4))."""

from collections.abc import Sequence
from datetime import date, timedelta

from kernel.clock import day_of
from kernel.errors import RuleBroken
from rulebook.rules import rule
from tendering.breaches.domain import Breach, Consequence
from tendering.performance.domain import Assessment


def must_be_news(breach: Breach, recorded: Sequence[Breach]) -> None:
    """Raise RuleBroken for what is on record: its notice would be owed and published twice."""
    for each in recorded:
        if what_is_recorded(each) == what_is_recorded(breach):
            raise RuleBroken(f"This {breach.consequence.words} is on record already, as breach {each.id}.")


def what_is_recorded(breach: Breach) -> tuple[object, ...]:
    """What makes two records of one contract one breach.

    It is terminated once, and an assessment leads once to no improvement; else day and requirement tell them apart.
    """
    if breach.consequence is Consequence.TERMINATION:
        return (breach.consequence,)
    if breach.consequence is Consequence.NO_IMPROVEMENT:
        return breach.consequence, breach.assessment_id
    return breach.consequence, breach.decided_on, breach.requirement


def opportunity_ends(assessment: Assessment) -> date:
    """The day by which its supplier was to improve: its own plan's, or the rulebook's where it made none."""
    told = day_of(assessment.assessed_at)
    return assessment.plan_due_on or told + timedelta(days=rule("delivery.improvement", on=told).number("days"))


def must_have_failed_to_improve(assessment: Assessment, all_of_it: Sequence[Assessment], decided_on: date) -> None:
    """Raise RuleBroken while the supplier's opportunity lasts, or where a later assessment found it on course."""
    if not assessment.needs_improvement:
        raise RuleBroken("Every indicator of that assessment is on course; there was nothing to improve.")
    until = opportunity_ends(assessment)
    if decided_on <= until:
        raise RuleBroken(f"The supplier has until {until} to improve (s.71(4)).")
    later = [each for each in all_of_it if each.last > assessment.last]
    if later and not max(later, key=lambda each: each.last).needs_improvement:
        raise RuleBroken("A later assessment found every indicator on course: it has improved.")
