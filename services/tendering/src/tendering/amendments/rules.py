"""What the law says of an amendment: when it may be made, and whether the notice could be published as it will be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.guards.rules import rules_of_terms
from tendering.notices.domain import Notice
from tendering.notices.rules import guarded_by, rules_of_publication


def may_be_amended(notice: Notice, *, now: datetime) -> Decision:
    """Only before the deadline for tenders (s.31); afterwards no reason suffices."""
    asked = rule("procedure.amendment", on=day_of(notice.published_at or now))
    in_time = now <= notice.closes_at
    says = "Bids are still welcome." if in_time else f"The deadline for bids was {notice.closes_at.isoformat()}."
    return asked.decide(in_time, says, inputs={"now": now.isoformat(), "closes_at": notice.closes_at}, now=now)


def rules_of_amendment(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """What is said of the notice as amended: all that was asked at publication, and whether bidders get enough time."""
    published_at = notice.published_at or now
    asked = rule("procedure.amendment_time", on=day_of(published_at))
    days = asked.number("days_left")
    left = notice.closes_at - now
    says = f"Bidders have {left.days} days to renew their bids; {days} are usual."
    time_left = asked.decide(left >= timedelta(days=days), says, inputs={"days": left.days}, now=now)
    guarded = rules_of_terms(notice, guarded_by(notice, now=published_at), now=published_at)
    asked_then = [*rules_of_publication(notice, now=published_at), *guarded]
    return [*(replace(each, decided_at=now) for each in asked_then), time_left]
