"""How a service looks on the wire. What the domain cannot mean is refused at the place where it stands."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from chassis.wire import DayIn, IdIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from registry.offers.domain import (
    Area,
    Contact,
    Cost,
    Eligibility,
    Frequency,
    Location,
    Offer,
    Places,
    Postal,
    Premises,
    Schedule,
    Status,
    Term,
)
from registry.particulars.schemas import Mailbox, Phone, Website

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


def _clock(text: str) -> str:
    return time.fromisoformat(text).isoformat()


ClockIn = Annotated[str, Field(pattern=CLOCK, examples=["09:30"]), AfterValidator(_clock)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", examples=["en", "pa", "bfi"])]
StatusIn = Annotated[Status, Field(strict=False, examples=["active"])]


class Said(Strict):
    """A part of an offer as a client says it; `meaning` is what the domain calls it."""

    meaning: ClassVar[Callable[..., Any]]

    def parsed(self) -> Any:
        """What the domain understands. Raises ValueError."""
        return self.meaning(**{name: _parsed(value) for name, value in self})

    @model_validator(mode="after")
    def must_mean_something(self) -> Self:
        """Raises ValueError, so that the fault is told with its place."""
        self.parsed()
        return self


def _parsed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_parsed, value))
    return value.parsed() if isinstance(value, Said | MoneyIn) else value


class TermIn(Said):
    meaning = Term

    taxonomy: Name
    name: Name
    description: Name | None = None
    uri: Website | None = None
    link: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,59}$")] = "service_type"


class PlacesIn(Said):
    meaning = Places

    capacity: Annotated[int, Field(le=2**31 - 1)]
    vacancies: Annotated[int, Field(le=2**31 - 1)] | None = None
    as_of: DayIn | None = None


class AreaIn(Said):
    meaning = Area

    code: Annotated[str, Field(max_length=40, examples=["E06000022"])]
    name: Name | None = None


class PostalIn(Said):
    meaning = Postal

    street: Name
    locality: Name
    postcode: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9 -]{1,11}$", examples=["DE1 2FS"])]
    county: Name | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "GB"


class LocationIn(Said):
    meaning = Location

    name: Name
    kind: Annotated[Premises, Field(strict=False)] = Premises.PHYSICAL
    address: PostalIn | None = None
    latitude: float | None = None
    longitude: float | None = None
    uprn: Annotated[str, Field(pattern=r"^[0-9]{1,12}$")] | None = None
    accessibility: list[Name] = Field([], max_length=20)


class ScheduleIn(Said):
    meaning = Schedule

    frequency: Annotated[Frequency, Field(strict=False)]
    days: list[Annotated[str, Field(max_length=20)]] = Field([], max_length=35)
    month_days: list[int] = Field([], max_length=62)
    interval: Annotated[int, Field(le=100)] = 1
    opens_at: ClockIn | None = None
    closes_at: ClockIn | None = None
    timezone: Annotated[str, Field(max_length=64, examples=["Europe/London"])] | None = None
    valid_from: DayIn | None = None
    valid_to: DayIn | None = None
    closed_on: list[DayIn] = Field([], max_length=100)
    description: Name | None = None
    attending: Name | None = None

    def parsed(self) -> Schedule:
        said: dict[str, Any] = {name: _parsed(value) for name, value in self}
        for end in ("opens_at", "closes_at"):
            said[end] = None if said[end] is None else time.fromisoformat(said[end])
        return Schedule(**said)


class EligibilityIn(Said):
    meaning = Eligibility

    minimum_age: Annotated[int, Field(le=150)] | None = None
    maximum_age: Annotated[int, Field(le=150)] | None = None
    beneficiaries: list[Name] = Field([], max_length=30)
    self_referral: bool = True
    how_to_be_referred: Prose | None = None
    description: Prose | None = None


class CostIn(Said):
    meaning = Cost

    option: Name
    amount: MoneyIn | None = None
    description: Name | None = None
    valid_from: DayIn | None = None
    valid_to: DayIn | None = None


class ContactIn(Said):
    """A desk and its mailbox: names of persons have no place here."""

    meaning = Contact

    role: Name
    email: Mailbox | None = None
    phone: Phone | None = None


class OfferIn(
    Said,
    json_schema_extra=example(
        name="Night shelter",
        description="A bed for the night, and help to find a home.",
        status="active",
        website="https://www.example.org/shelter",
        email="referrals@example.org",
        terms=[{"taxonomy": "esdServiceTypes", "name": "Homelessness support"}],
        places={"capacity": 24, "vacancies": 3, "as_of": "2026-11-20"},
        areas=[{"code": "E06000015", "name": "Derby"}],
        locations=[
            {
                "name": "Quay House",
                "address": {"street": "1 Quay Street", "locality": "Derby", "postcode": "DE1 2FS"},
                "latitude": 52.9225,
                "longitude": -1.4746,
                "accessibility": ["Step-free entrance"],
            }
        ],
        schedules=[
            {
                "frequency": "WEEKLY",
                "days": ["MO", "TU", "WE", "TH", "FR"],
                "opens_at": "18:00",
                "closes_at": "23:30",
                "timezone": "Europe/London",
                "closed_on": ["2026-12-25"],
            }
        ],
        eligibility={"minimum_age": 18, "beneficiaries": ["people who are homeless"], "self_referral": True},
        languages=["en", "pl"],
        costs=[{"option": "A bed for the night", "amount": {"amount": "0.00", "currency": "GBP"}}],
        contacts=[{"role": "Referrals desk", "email": "referrals@example.org", "phone": "01332 555 0100"}],
        funding=["A contract with the council"],
    ),
):
    """A service, whole: what is left out is no longer said."""

    meaning = Offer

    name: Name
    description: Prose
    status: StatusIn = Status.ACTIVE
    website: Website | None = None
    email: Mailbox | None = None
    alert: Prose | None = None
    accreditations: Prose | None = None
    fees: Prose | None = None
    terms: list[TermIn] = Field([], max_length=50)
    places: PlacesIn | None = None
    areas: list[AreaIn] = Field([], max_length=400)
    locations: list[LocationIn] = Field([], max_length=50)
    schedules: list[ScheduleIn] = Field([], max_length=50)
    eligibility: EligibilityIn = EligibilityIn()
    languages: list[Language] = Field([], max_length=50)
    costs: list[CostIn] = Field([], max_length=20)
    contacts: list[ContactIn] = Field([], max_length=10)
    funding: list[Name] = Field([], max_length=20)


class NewOfferIn(OfferIn):
    """A service that is new; registrars say whose it is, others offer their own."""

    organisation_id: IdIn | None = None

    def parsed(self) -> Offer:
        return Offer(**{name: _parsed(value) for name, value in self if name != "organisation_id"})


class WithdrawalIn(Strict, json_schema_extra=example(reason="The lease of the house has ended.")):
    """What people are told."""

    reason: Prose


ClockOut = Annotated[time | None, WithJsonSchema({"anyOf": [{"type": "string", "pattern": CLOCK}, {"type": "null"}]})]


class ScheduleOut(Out):
    """As `ScheduleIn`; hours are those of the place, which is why they are no RFC 3339 times."""

    frequency: Frequency
    days: tuple[str, ...]
    month_days: tuple[int, ...]
    interval: int
    opens_at: ClockOut
    closes_at: ClockOut
    timezone: str | None
    valid_from: date | None
    valid_to: date | None
    closed_on: tuple[date, ...]
    description: str | None
    attending: str | None


class CostOut(Out):
    option: str
    amount: MoneyOut | None
    description: str | None
    valid_from: date | None
    valid_to: date | None


class OfferOut(Out):
    """As `OfferIn`, whole."""

    name: str
    description: str
    status: Status
    website: str | None
    email: str | None
    alert: str | None
    accreditations: str | None
    fees: str | None
    terms: tuple[Term, ...]
    places: Places | None
    areas: tuple[Area, ...]
    locations: tuple[Location, ...]
    schedules: tuple[ScheduleOut, ...]
    eligibility: Eligibility
    languages: tuple[str, ...]
    costs: tuple[CostOut, ...]
    contacts: tuple[Contact, ...]
    funding: tuple[str, ...]


class ServiceOut(Out):
    """A service and its offer. `status` is defunct once it was withdrawn."""

    id: UUID
    organisation_id: UUID
    status: Status
    withdrawn_because: str | None
    changed_at: datetime
    version: int
    offer: OfferOut
