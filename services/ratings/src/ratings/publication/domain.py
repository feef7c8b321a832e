"""Which published stories somebody wants. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Filters; what is None does not filter. `area` is an ITL code of the authority's address, or its beginning."""

    organisation: UUID | None = None
    contract: UUID | None = None
    buyer: UUID | None = None
    service: str | None = None  # words of its name
    area: str | None = None
    period: str | None = None
    since: date | None = None  # published that day or later
    until: date | None = None
