"""How long a buyer must wait between its decision and the contract."""

from datetime import date, datetime

from kernel.clock import day_of
from rulebook.clocks import standstill_last_day
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of


def standstill_end(notice: Notice, announced_working_days: int | None, *, now: datetime) -> date | None:
    """The last day of the standstill that begins now: the law's, or the one announced if that is longer (s.51)."""
    profile, on = profile_of(notice, now=now), commenced_on(notice, now=now)
    exempt = notice.is_exempt_from_standstill
    return standstill_last_day(profile, day_of(now), announced_working_days, is_exempt=exempt, on=on)
