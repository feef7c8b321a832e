"""By when an applicant may appeal, and by when it is answered: working days of the whole United Kingdom."""

from datetime import date, datetime

from grants.adoptions.domain import Standard
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule


def last_day(declined_at: datetime) -> date:
    """The last day on which a decision of that instant is appealed against in time."""
    decided_on = day_of(declined_at)
    days = rule(Standard.APPEALS, on=decided_on).number("lodge_working_days")
    return PROCUREMENT_ACT.last_after(decided_on, days)


def answer_due(lodged_at: datetime) -> date:
    """The last day for the answer to an appeal of that instant."""
    lodged_on = day_of(lodged_at)
    days = rule(Standard.APPEALS, on=lodged_on).number("answer_working_days")
    return PROCUREMENT_ACT.last_after(lodged_on, days)


def is_timely(declined_at: datetime, *, is_adopted: bool, now: datetime) -> Decision:
    """Whether one may still appeal; a no stops only appeals to a funder that published the rule as its own."""
    last = last_day(declined_at)
    return rule(Standard.APPEALS, on=day_of(declined_at)).decide(
        day_of(now) <= last,
        f"An appeal against this decision is in time until the end of {last}.",
        inputs={"declined_on": day_of(declined_at), "today": day_of(now)},
        now=now,
        published=is_adopted,
    )


def is_answered_in_time(lodged_at: datetime, due_on: date, *, now: datetime) -> Decision:
    """Whether the answer came by the day that it was due; a late one is on record as late, and still an answer."""
    return rule(Standard.APPEALS, on=day_of(lodged_at)).decide(
        day_of(now) <= due_on,
        f"The appeal was to be answered by {due_on}.",
        inputs={"lodged_on": day_of(lodged_at), "answered_on": day_of(now)},
        now=now,
        informs=True,
    )
