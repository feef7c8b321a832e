"""When the law lets a contract be signed."""

from datetime import datetime

from kernel.clock import day_of
from rulebook.clocks import may_sign
from rulebook.decisions import Decision
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of


def standstill_is_over(notice: Notice, award: Award, *, now: datetime) -> Decision:
    """Whether nothing keeps the parties waiting any longer: neither the law, nor what the award announced (s.51)."""
    return may_sign(
        profile_of(notice, now=now),
        day_of(award.decided_at),
        award.standstill_working_days,
        on=commenced_on(notice, now=now),
        now=now,
    )
