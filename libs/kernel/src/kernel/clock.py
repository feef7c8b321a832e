"""The clock, read at the edges of the platform only: everything inside takes `now`."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UNITED_KINGDOM = ZoneInfo("Europe/London")
#: How long a request may be on its way inside, after the gateway has read its last byte.
ON_THE_WAY = timedelta(seconds=60)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)",
    re.ASCII,
)


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def parse_instant(text: str) -> datetime:
    """Read `2026-08-17T09:00:00Z`, or the same with an offset, into UTC. Raises ValueError for anything else.

    RFC 3339 with capitals; a time without an offset, a leap second and an offset nobody lives at mean nothing here.
    """
    try:
        if _INSTANT.fullmatch(text) is None:
            raise ValueError(text)
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text[:40]!r} is not an instant such as 2026-08-17T09:00:00Z.") from error


def day_of(instant: datetime) -> date:
    """The day it is in the United Kingdom at that instant: an hour before a summer midnight in UTC it is tomorrow."""
    return instant.astimezone(UNITED_KINGDOM).date()


def last_day(instants: Sequence[datetime | None]) -> date | None:
    """The day of the last of them; None while one has not come, and without any."""
    come = [instant for instant in instants if instant is not None]
    return day_of(max(come)) if come and len(come) == len(instants) else None


def end_of(day: date) -> datetime:
    """The midnight at the end of a day in the United Kingdom, in UTC: the first instant that is no longer that day."""
    return datetime.combine(day + timedelta(days=1), time(), UNITED_KINGDOM).astimezone(UTC)
