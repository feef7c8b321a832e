"""How what was found looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.paging import Listing
from chassis.wire import Out


class FoundOut(Out):
    """A service as it was found. `feed` is whose directory it was read from; null for this register's own.

    `vacancies` is null where nobody has said; `metres` is to the nearest location, where a point was given.
    """

    id: UUID
    name: str
    description: str
    organisation_id: UUID | None
    organisation_name: str
    feed: str | None
    status: str
    areas: list[str]
    languages: list[str]
    beneficiaries: list[str]
    minimum_age: float | None
    maximum_age: float | None
    vacancies: int | None
    self_referral: bool | None
    metres: int | None
    modified_at: datetime


class ValueOut(Out):
    value: str
    count: int


class FacetsOut(Out):
    """By what the services found could be narrowed down: at most 20 values each, the most frequent first."""

    areas: list[ValueOut]
    beneficiaries: list[ValueOut]
    languages: list[ValueOut]
    terms: list[ValueOut]


class FoundListing(Listing[FoundOut]):
    """A page of what was found, and the facets of all of it."""

    facets: FacetsOut
