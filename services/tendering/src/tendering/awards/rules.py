"""How long a buyer must wait between its decision and the contract."""

from datetime import date, datetime

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from rulebook.profiles import Profile, provision
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on, profile_of


def standstill_end(notice: Notice, announced_working_days: int | None, *, now: datetime) -> date | None:
    """The last day of the standstill: the law's or, if it is longer or there is none, the one announced (s.51)."""
    profile = profile_of(notice, now=now)
    if profile is Profile.BELOW_THRESHOLD:
        required = 0
    else:
        found = provision(profile, "standstill", on=commenced_on(notice, now=now))
        required = found.number("working_days") if found.flag("mandatory") else 0
    days = max(required, announced_working_days or 0)
    return PROCUREMENT_ACT.last_beginning_with(day_of(now), days) if days else None
