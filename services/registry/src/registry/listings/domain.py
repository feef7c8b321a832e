"""A service as it is found, and where its areas lie. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

_COUNTRY = {"E": "E92000001", "W": "W92000004", "S": "S92000003", "N": "N92000002"}
_UNITED_KINGDOM, _GREAT_BRITAIN, _ENGLAND_AND_WALES = "K02000001", "K03000001", "K04000001"


@dataclass(frozen=True)
class Spot:
    """A service at a location (HSDS): its id, and its place on the map where that is known."""

    id: UUID
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Hours:
    """Open on a day of the week, from and to."""

    day: str
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class ListedTerm:
    """A term that a service bears: `shown` is the HSDS object, as its publisher has it."""

    id: UUID
    taxonomy_id: UUID
    taxonomy: str
    shown: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.shown.get("name", ""))


@dataclass(frozen=True)
class Listing:
    """A service as it is found. `feed` is whose directory it was read from; None for this register's own."""

    id: UUID
    name: str
    description: str
    organisation_name: str
    status: str  # HSDS: active, inactive, temporarily closed, defunct
    modified_at: datetime
    feed: str | None = None
    organisation_id: UUID | None = None
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    minimum_age: float | None = None
    maximum_age: float | None = None
    vacancies: int | None = None
    self_referral: bool | None = None
    hours: tuple[Hours, ...] = ()
    spots: tuple[Spot, ...] = ()
    terms: tuple[ListedTerm, ...] = ()


def covering(code: str) -> list[str]:
    """The areas that contain an area by the shape of its code alone: itself, its country, and the unions of that."""
    country = _COUNTRY.get(code[0])
    unions = {"E": [_ENGLAND_AND_WALES, _GREAT_BRITAIN], "W": [_ENGLAND_AND_WALES, _GREAT_BRITAIN]}
    unions["S"] = [_GREAT_BRITAIN]
    around = [country, *unions.get(code[0], []), _UNITED_KINGDOM] if country else []
    return list(dict.fromkeys([code, *around]))


@dataclass(frozen=True)
class Near:
    """A circle on the map."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True)
class Sought:
    """What somebody looks for; what is None (or False) is not asked.

    `of_class` is a class of organisations that the register has judged (user_led, sme, …), as on the day `on`.
    """

    words: str | None = None
    statuses: tuple[str, ...] = ()
    area: str | None = None
    with_places: bool = False
    of_class: str | None = None
    on: date | None = None
    organisation_id: UUID | None = None
    feed: str | None = None
    beneficiary: str | None = None
    language: str | None = None
    near: Near | None = None
    term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    age: int | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    day: str | None = None
    opens_from: time | None = None
    closes_by: time | None = None
    modified_after: datetime | None = None
