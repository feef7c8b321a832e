"""How OCDS spells what is in every release: instants, periods, amounts."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from kernel.clock import UNITED_KINGDOM

Json = dict[str, Any]


def filled(fields: Mapping[str, Any]) -> Json:
    """Only what says something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def instant(moment: datetime) -> str:
    """UTC and always to the millisecond, so that releases sorted by date as text are in order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def period(first: date | None, last: date | None) -> Json:
    """From the first second of the first day to the last of the last, by the clocks of the United Kingdom."""
    return filled({"startDate": first and local(first, time.min), "endDate": last and local(last, time(23, 59, 59))})


def local(day: date, at: time) -> str:
    """That second of that day in the United Kingdom, with its offset."""
    return datetime.combine(day, at, UNITED_KINGDOM).isoformat()


def number_of(text: str) -> int | float:
    """A number as JSON has it: whole ones as an integer."""
    number = Decimal(text)
    return int(number) if number == int(number) else float(number)


def value(pounds: str | Decimal) -> Json:
    """An amount without VAT; whole pounds as an integer."""
    return {"amount": number_of(str(pounds)), "currency": "GBP"}
