"""By when a grant is to be reviewed, and whether it may be paid on the review that it has."""

from datetime import date, datetime

from grants.adoptions.domain import Standard
from grants.agreements.domain import Grant
from grants.reviews.domain import Recommendation, Review
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.periods import months_later
from rulebook.decisions import Decision
from rulebook.rules import rule


def months_between(*, on: date) -> int:
    """How many months may lie between two reviews, by the rule of that day."""
    return rule(Standard.REVIEW, on=on).number("months")


def next_due(stated: date | None, *, today: date) -> date:
    """The day by which to look again after today: as stated, else as late as the rule has it. Raises Unacceptable."""
    latest = months_later(today, months_between(on=today))
    if stated is not None and not today < stated <= latest:
        raise Unacceptable("/next_on", f"The next review comes after today, and by {latest} at the latest.")
    return stated or latest


def due_on(grant: Grant, last: Review | None, *, today: date) -> date | None:
    """The last day for the next review, the first being counted from the award; None if the grant ends before it."""
    day = months_later(grant.awarded_on, months_between(on=today)) if last is None else last.due_on
    return day if day <= grant.ends_on else None


def is_reviewed(grant: Grant, last: Review | None, *, now: datetime) -> Decision:
    """Whether a running grant may be paid: its review is not overdue, and the last did not discontinue it."""
    today = day_of(now)
    due = due_on(grant, last, today=today)
    reasons = []
    if due is not None and due < today:
        reasons.append(f"The grant was to be reviewed by {due}: nothing is paid before it is.")
    if last is not None and last.recommendation is Recommendation.DISCONTINUE:
        reasons.append(f"Review {last.number} discontinues the grant: close it, and what was earned is still paid.")
    return rule(Standard.REVIEW, on=today).decide(
        not reasons,
        *(reasons or [f"The next review is due by {due}." if due else "No review is due before the grant ends."]),
        inputs={
            "awarded_on": grant.awarded_on,
            "ends_on": grant.ends_on,
            "reviewed_on": last and day_of(last.reviewed_at),
            "recommendation": last and last.recommendation,
            "due_on": due,
            "on": today,
        },
        now=now,
        published=True,
    )
