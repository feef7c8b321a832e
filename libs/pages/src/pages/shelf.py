"""Templates, filled strictly: a missing value is an error in a test, never a hole in a page."""

import hashlib
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
        self.environment.filters.update(pounds=pounds, day=day, moment=moment, count=count)
        self.environment.globals["stylesheet"] = stylesheet_path()

    def render(self, template: str, **context: object) -> str:
        """The page. Raises jinja2.UndefinedError for a value the template needs and did not get."""
        return self.environment.get_template(template).render(context)


@cache
def stylesheet_path() -> str:
    """The stylesheet's address, which changes when the stylesheet does, so that it may be cached for ever."""
    digest = hashlib.sha256((STATIC / "commonweal.css").read_bytes()).hexdigest()[:12]
    return f"/static/commonweal.{digest}.css"


def pounds(amount: str | int | Decimal) -> str:
    """`1720000.00` reads `£1,720,000`; pence are shown only where there are any."""
    value = Decimal(amount)
    sign = "−" if value < 0 else ""
    shown = f"{abs(value):,.2f}"
    return f"{sign}£{shown.removesuffix('.00')}"


def day(value: date | datetime | str) -> str:
    """`2026-11-05` reads `5 November 2026`; an instant is told by the calendar in London."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | str) -> str:
    """`2026-11-05T12:00:00Z` reads `12:00pm on 5 November 2026`, by the clock in London."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'} on {day(local)}"


def count(number: int, word: str, words: str | None = None) -> str:
    """`1 contract`, `2 contracts`; `words` where the plural is not the singular with an s."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"
