"""When the law lets a contract be signed."""

from collections.abc import Sequence
from datetime import datetime

from kernel.clock import day_of
from rulebook.clocks import may_sign
from rulebook.decisions import Decision
from rulebook.profiles import Profile
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of


def rules_of_signature(notice: Notice, award: Award, *, now: datetime) -> Sequence[Decision]:
    """Whether the standstill is over, the law's or one that the award announced (s.51); none below threshold."""
    profile = profile_of(notice, now=now)
    if profile is Profile.BELOW_THRESHOLD and award.standstill_working_days is None:
        return []
    # What a buyer announces of its own accord binds below the threshold as it does for light touch.
    found = may_sign(
        Profile.LIGHT_TOUCH if profile is Profile.BELOW_THRESHOLD else profile,
        day_of(award.decided_at),
        award.standstill_working_days,
        on=commenced_on(notice, now=now),
        now=now,
        today=day_of(now),
    )
    return [found]
