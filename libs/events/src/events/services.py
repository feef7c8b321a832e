"""A service that an organisation offers, as the registry tells it: the words are those of Open Referral UK 3.0."""

from datetime import date
from uuid import UUID

from events import Part


class TermFacts(Part):
    """A word of a taxonomy; `link` is what it says of the service."""

    taxonomy: str
    name: str
    description: str | None = None
    uri: str | None = None
    link: str = "service_type"


class PlacesFacts(Part):
    capacity: int
    vacancies: int | None = None
    as_of: date | None = None


class AreaFacts(Part):
    """An area by its ONS (GSS) code."""

    code: str
    name: str | None = None


class PostalFacts(Part):
    """Where a building is; `country` is ISO 3166-1 alpha-2."""

    street: str
    locality: str
    postcode: str
    county: str | None = None
    country: str = "GB"


class LocationFacts(Part):
    """Where a service is delivered; degrees are those of WGS 84."""

    name: str
    kind: str  # physical, postal, virtual
    address: PostalFacts | None = None
    latitude: float | None = None
    longitude: float | None = None
    uprn: str | None = None
    accessibility: list[str] = []


class ScheduleFacts(Part):
    """When it is open, by the rules of RFC 5545; `closed_on` are the days on which it is not."""

    frequency: str  # WEEKLY, MONTHLY
    days: list[str] = []
    month_days: list[int] = []
    interval: int = 1
    opens_at: str | None = None  # 18:00:00, in the time zone
    closes_at: str | None = None
    timezone: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed_on: list[date] = []
    description: str | None = None
    attending: str | None = None


class EligibilityFacts(Part):
    minimum_age: int | None = None
    maximum_age: int | None = None
    beneficiaries: list[str] = []
    self_referral: bool = True
    how_to_be_referred: str | None = None
    description: str | None = None


class CostFacts(Part):
    option: str
    amount: str | None = None  # pounds, two decimals
    description: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class ContactFacts(Part):
    """A desk, never a person."""

    role: str
    email: str | None = None
    phone: str | None = None


class ServiceFacts(Part):
    """All that the register says of a service, whole."""

    id: UUID
    organisation_id: UUID
    name: str
    description: str
    status: str  # active, inactive, temporarily closed, defunct
    website: str | None = None
    email: str | None = None
    alert: str | None = None
    accreditations: str | None = None
    fees: str | None = None
    terms: list[TermFacts] = []
    places: PlacesFacts | None = None
    areas: list[AreaFacts] = []
    locations: list[LocationFacts] = []
    schedules: list[ScheduleFacts] = []
    eligibility: EligibilityFacts = EligibilityFacts()
    languages: list[str] = []  # BCP 47
    costs: list[CostFacts] = []
    contacts: list[ContactFacts] = []
    funding: list[str] = []
