"""Days, spans and amounts as 360Giving writes them. Dates are instants, so that a check needs no date library."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from transparency.releases.schemas.words import filled, instant

MONTHS, DAYS = 12, 365.25


def pounds(amount: str) -> int | float:
    """An amount as JSON has it; whole pounds as an integer."""
    return number(Decimal(amount))


def number(amount: Decimal) -> int | float:
    """The same of a sum."""
    return int(amount) if amount == int(amount) else float(amount)


def day(when: date) -> str:
    """The first second of a day."""
    return instant(datetime(when.year, when.month, when.day, tzinfo=UTC))


def lasting(starts_on: date, ends_on: date) -> dict[str, Any]:
    """From when to when, and how many months that is."""
    months = round(((ends_on - starts_on).days + 1) * MONTHS / DAYS)
    return filled({"startDate": day(starts_on), "endDate": day(ends_on), "duration": months or None})
