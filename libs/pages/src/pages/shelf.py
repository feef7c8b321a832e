"""Templates, filled strictly: a missing value is an error in a test, never a hole in a page."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

STATIC = Path(__file__).parent / "static"
LONDON = ZoneInfo("Europe/London")


class Shelf:
    """The templates of one package (a dotted name with a `templates` folder), on top of the shared layout."""

    def __init__(self, package: str) -> None:
        loader = ChoiceLoader([PackageLoader(package), PackageLoader("pages")])
        self.environment = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        for reads in (pounds, roughly, total, day, moment, period, count, capital, plain):
            self.environment.filters[reads.__name__] = reads
        self.environment.globals["stylesheet"] = stylesheet_path()

    def render(self, template: str, **context: object) -> str:
        """The page. Raises jinja2.UndefinedError for a value the template needs and did not get."""
        return self.environment.get_template(template).render(context)


@cache
def stylesheet_path() -> str:
    """The stylesheet's address, which changes when the stylesheet does, so that it may be cached for ever."""
    digest = hashlib.sha256((STATIC / "commonweal.css").read_bytes()).hexdigest()[:12]
    return f"/static/commonweal.{digest}.css"


def pounds(amount: object) -> str:
    """`1720000.00` reads `£1,720,000`; pence are shown only where there are any."""
    value = Decimal(str(amount))
    sign = "−" if value < 0 else ""
    shown = f"{abs(value):,.2f}"
    return f"{sign}£{shown.removesuffix('.00')}"


def roughly(amount: object) -> str:
    """`1724000.00` reads `£1.72 million`, for figures that are looked at; small sums are told exactly."""
    value = Decimal(str(amount))
    for size, word in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if abs(value) >= size:
            shown = f"{abs(value) / size:.2f}".rstrip("0").rstrip(".")
            return f"{'−' if value < 0 else ''}£{shown} {word}"
    return pounds(value)


def total(amounts: Iterable[str]) -> Decimal:
    """What amounts such as `1720000.00` come to."""
    return sum(map(Decimal, amounts), Decimal())


def day(value: date | datetime | str) -> str:
    """`2026-11-05` reads `5 November 2026`; an instant is told by the calendar in London."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | str) -> str:
    """`2026-11-05T16:30:00Z` reads `4:30pm on 5 November 2026`, by the clock in London; 12 o'clock is said in words."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    if local.hour % 12 == local.minute == 0:
        return f"{'midnight' if half == 'am' else 'midday'} on {day(local)}"
    return f"{local.hour % 12 or 12}:{local:%M}{half} on {day(local)}"


def period(first: date, last: date) -> str:
    """From a first day to a last one, both counted: `20 days`, `18 months`, `3 years`."""
    days = (last - first).days + 1
    months = round(days / 30.4375)
    if months < 2:
        return count(days, "day")
    years, rest = divmod(months, 12)
    return count(months, "month") if rest else count(years, "year")


def count(number: int, word: str, words: str | None = None) -> str:
    """`1 contract`, `2 contracts`; `words` where the plural is not the singular with an s."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"


def capital(text: str) -> str:
    """With a capital at its beginning, and every other letter as it was: `PSC register` stays so."""
    return text[:1].upper() + text[1:]


def plain(number: Decimal) -> str:
    """`40.0000` reads `40`, `65.3750` reads `65.375`."""
    return f"{number.normalize():f}"
