"""Other directories' objects, as HSDS-UK 3.0 has them. Each is checked here and kept as it came."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chassis.wire import UUID_TEXT
from registry.feeds.domain import Kind

MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")


def _kept(understand: Callable[[str], object], otherwise: str) -> AfterValidator:
    """The text stays as it came; it must mean something all the same."""

    def check(text: str) -> str:
        try:
            meant = understand(text)
        except ValueError as error:
            raise ValueError(otherwise) from error
        if meant is None:
            raise ValueError(otherwise)
        return text

    return AfterValidator(check)


Id = Annotated[str, _kept(UUID_TEXT.fullmatch, "It is not a UUID.")]
Mailbox = Annotated[str, _kept(MAILBOX.fullmatch, "It is not an e-mail address.")]
Link = Annotated[str, _kept(LINK.fullmatch, "It is not a URI.")]
Moment = Annotated[str, _kept(datetime.fromisoformat, "It is not a date and time.")]
Line = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A part of an object: what the standard asks of it. Further fields are kept, and mean nothing here."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    id: Id


class FeedTerm(Part):
    name: Line
    description: str
    parent_id: Id | None = None
    taxonomy: str | None = None
    taxonomy_id: Id | None = None
    term_uri: Link | None = None


class Attribute(Part):
    link_type: str | None = None
    taxonomy_term: FeedTerm | None = None


class Identifier(Part):
    identifier_scheme: str | None = None
    identifier_type: str
    identifier: str


class FeedOrganisation(Part):
    name: Line
    description: str
    email: Mailbox | None = None
    website: Link | None = None
    uri: Link | None = None
    parent_organization_id: Id | None = None
    organization_identifiers: list[Identifier] = []


class Address(Part):
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical", "postal", "virtual"]


class Accessibility(Part):
    url: Link | None = None


class FeedLocation(Part):
    location_type: Literal["physical", "postal", "virtual"]
    latitude: float | None = None
    longitude: float | None = None
    addresses: list[Address] = []
    accessibility: list[Accessibility] = []


class AtLocation(Part):
    location: FeedLocation | None = None


class FeedSchedule(Part):
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: float | None = None
    byday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    schedule_link: Link | None = None


class FeedArea(Part):
    name: str | None = None
    extent: str | None = None
    uri: str | None = None
    service_area: str | None = None


class Language(Part):
    name: str | None = None
    code: str | None = None


class CostOption(Part):
    amount: float | None = None
    option: str | None = None


class Capacity(BaseModel):
    """HSDS 3.1, where a directory has it."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    available: Annotated[float, Field(ge=0, le=2**31 - 1)] | None = None


class FeedService(Part):
    """A service; the fields of `/services` and those of `/services/{id}` alike."""

    name: Line
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    description: str | None = None
    url: Link | None = None
    email: Mailbox | None = None
    assurer_email: Mailbox | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    last_modified: Moment | None = None
    organization: FeedOrganisation | None = None
    schedules: list[FeedSchedule] = []
    service_areas: list[FeedArea] = []
    service_at_locations: list[AtLocation] = []
    languages: list[Language] = []
    cost_options: list[CostOption] = []
    contacts: list[Part] = []
    funding: list[Part] = []
    capacities: list[Capacity] = []
    attributes: list[Attribute] = []


class FeedAtLocation(AtLocation):
    """A service at a location, with the service inside."""

    service: FeedService


class Taxonomy(Part):
    name: Line
    description: str
    uri: Link | None = None
    taxonomy_terms: list[FeedTerm] = []


MODELS: Mapping[Kind, type[Part]] = {
    Kind.SERVICE: FeedService,
    Kind.AT_LOCATION: FeedAtLocation,
    Kind.ORGANISATION: FeedOrganisation,
    Kind.TAXONOMY: Taxonomy,
    Kind.TERM: FeedTerm,
}
