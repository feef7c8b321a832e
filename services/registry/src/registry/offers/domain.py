"""What an organisation offers: a service, whole. Pure: no database, no clock, no wire.

The words are those of Open Referral UK 3.0 (HSDS-UK) where it has them. What nobody could mean is a ValueError with a
sentence, raised by the part that it is wrong with.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Self
from uuid import UUID
from zoneinfo import available_timezones

from kernel.clock import day_of
from kernel.errors import NotFound, RuleBroken, Unacceptable
from kernel.money import Money
from kernel.periods import DatePeriod

# ONS coding: a letter for the country (J, K for several, L and M for the islands), two for the kind, six for the area.
GSS = re.compile(r"[EJKLMNSW][0-9]{8}", re.ASCII)
# RFC 5545 §3.3.10 `weekdaynum`: a day of the week, in monthly rules also which of the month (1MO, -1FR).
DAY = re.compile(r"(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_timezones = cache(available_timezones)


class Status(StrEnum):
    """HSDS `service.status`, in the standard's spelling. Defunct is what a withdrawn service is, for good."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    TEMPORARILY_CLOSED = "temporarily closed"
    DEFUNCT = "defunct"


class Frequency(StrEnum):
    """The RFC 5545 frequencies that HSDS-UK takes."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


class Premises(StrEnum):
    """HSDS `location_type`."""

    PHYSICAL = "physical"
    POSTAL = "postal"
    VIRTUAL = "virtual"


@dataclass(frozen=True)
class Term:
    """A word of a taxonomy (such as esdServiceTypes) that says something of the service; `link` is what."""

    taxonomy: str
    name: str
    description: str | None = None
    uri: str | None = None
    link: str = "service_type"


@dataclass(frozen=True)
class Places:
    """How many people it takes at a time, and how many more it could take on a day; None where nobody has counted."""

    capacity: int
    vacancies: int | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.capacity < 0 or (self.vacancies or 0) < 0:
            raise ValueError("Places and vacancies are never negative.")
        if self.vacancies is not None and self.vacancies > self.capacity:
            raise ValueError(f"There cannot be {self.vacancies} vacancies among {self.capacity} places.")
        if (self.vacancies is None) != (self.as_of is None):
            raise ValueError("Vacancies are as of a day: say both or neither.")


@dataclass(frozen=True)
class Area:
    """An area that is served, by its ONS (GSS) code."""

    code: str
    name: str | None = None

    def __post_init__(self) -> None:
        if GSS.fullmatch(self.code) is None:
            raise ValueError(f"{self.code[:40]!r} is not an ONS (GSS) code such as E06000022.")


@dataclass(frozen=True)
class Postal:
    """Where a building is, as HSDS-UK wants it: `country` is ISO 3166-1 alpha-2."""

    street: str
    locality: str
    postcode: str
    county: str | None = None
    country: str = "GB"


@dataclass(frozen=True)
class Location:
    """Where it is delivered. Degrees are those of WGS 84; `uprn` is the Unique Property Reference Number."""

    name: str
    kind: Premises = Premises.PHYSICAL
    address: Postal | None = None
    latitude: float | None = None
    longitude: float | None = None
    uprn: str | None = None
    accessibility: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("A latitude needs a longitude, and a longitude a latitude.")
        if not -90 <= (self.latitude or 0) <= 90 or not -180 <= (self.longitude or 0) <= 180:
            raise ValueError("A latitude is between -90 and 90 degrees, a longitude between -180 and 180.")
        if self.kind is Premises.PHYSICAL and self.address is None and self.latitude is None:
            raise ValueError("A physical location has an address, or a latitude and a longitude.")


@dataclass(frozen=True)
class Schedule:
    """When it is open, by the rules of RFC 5545. `closed_on` are the days on which it is not, such as holidays.

    Hours stand in `timezone` (IANA) and within one day: a night is two schedules.
    """

    frequency: Frequency
    days: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    interval: int = 1
    opens_at: time | None = None
    closes_at: time | None = None
    timezone: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed_on: tuple[date, ...] = ()
    description: str | None = None
    attending: str | None = None

    def __post_init__(self) -> None:
        self._must_recur()
        self._must_have_whole_hours()
        if self.valid_to is not None:
            DatePeriod(self.valid_from or self.valid_to, self.valid_to)

    def _must_recur(self) -> None:
        if self.interval < 1:
            raise ValueError("A schedule recurs every week or month, or every so many: at least 1.")
        for day in self.days:
            if DAY.fullmatch(day) is None or (self.frequency is Frequency.WEEKLY and len(day) > 2):
                raise ValueError(f"{day[:20]!r} is not a day such as MO (in monthly schedules also 1MO or -1FR).")
        if any(not 1 <= abs(day) <= 31 for day in self.month_days):
            raise ValueError("Days of a month are 1 to 31, or -1 to -31 from its end.")
        if self.month_days and self.frequency is Frequency.WEEKLY:
            raise ValueError("A weekly schedule has no days of the month (RFC 5545 §3.3.10).")

    def _must_have_whole_hours(self) -> None:
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValueError("Hours have both ends: say when it opens and when it closes, or neither.")
        if self.opens_at is None or self.closes_at is None:
            return
        if self.closes_at <= self.opens_at:
            raise ValueError(f"It cannot close at {self.closes_at}, before it opens at {self.opens_at}.")
        if self.timezone is None:
            raise ValueError("Hours need a time zone, such as Europe/London.")
        if self.timezone not in _timezones():
            raise ValueError(f"{self.timezone[:40]!r} is not a time zone such as Europe/London.")


@dataclass(frozen=True)
class Eligibility:
    """Who may come, and how: ages in years, both included; `beneficiaries` in the organisation's own words."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    beneficiaries: tuple[str, ...] = ()
    self_referral: bool = True
    how_to_be_referred: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        if (self.minimum_age or 0) < 0 or (self.maximum_age or 0) < 0:
            raise ValueError("Nobody is younger than 0.")
        if None not in (self.minimum_age, self.maximum_age) and (self.minimum_age or 0) > (self.maximum_age or 0):
            raise ValueError(f"Nobody is at least {self.minimum_age} and at most {self.maximum_age}.")


@dataclass(frozen=True)
class Cost:
    """What somebody pays; None where the amount depends."""

    option: str
    amount: Money | None = None
    description: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_from is not None:
            DatePeriod(self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Contact:
    """A desk, never a person: its role, and the mailbox and telephone that whoever sits there answers."""

    role: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Offer:
    """A service as its organisation states it, whole. `languages` are BCP 47 tags."""

    name: str
    description: str
    status: Status = Status.ACTIVE
    website: str | None = None
    email: str | None = None
    alert: str | None = None
    accreditations: str | None = None
    fees: str | None = None
    terms: tuple[Term, ...] = ()
    places: Places | None = None
    areas: tuple[Area, ...] = ()
    locations: tuple[Location, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    eligibility: Eligibility = Eligibility()
    languages: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    contacts: tuple[Contact, ...] = ()
    funding: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        codes = [area.code for area in self.areas]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            raise ValueError(f"The area {twice} is there twice.")
        if self.status is Status.DEFUNCT:
            raise ValueError("A service becomes defunct by being withdrawn.")

    def must_be_known_on(self, today: date) -> None:
        """Nobody has counted the vacancies of a day that is still to come. Raises Unacceptable."""
        if self.places is not None and self.places.as_of is not None and self.places.as_of > today:
            raise Unacceptable("/places/as_of", f"Vacancies as of {self.places.as_of} cannot be known on {today}.")


@dataclass(eq=False)
class Service:
    """An offer in the register, and who makes it."""

    id: UUID
    organisation_id: UUID
    offer: Offer
    changed_at: datetime
    withdrawn_because: str | None = None
    version: int = 1

    @classmethod
    def offered(cls, service_id: UUID, organisation_id: UUID, offer: Offer, *, now: datetime) -> Self:
        """A service that is new. Raises Unacceptable."""
        offer.must_be_known_on(day_of(now))
        return cls(service_id, organisation_id, offer, now)

    @property
    def status(self) -> Status:
        return self.offer.status if self.withdrawn_because is None else Status.DEFUNCT

    def must_be_offered(self) -> None:
        """Raises RuleBroken for a service that was withdrawn: it is offered anew, not revived."""
        if self.withdrawn_because is not None:
            raise RuleBroken("This service was withdrawn; what is offered now is another service.")

    def restate(self, offer: Offer, *, now: datetime) -> bool:
        """Say it anew, whole. Returns whether anything changed. Raises RuleBroken, Unacceptable."""
        self.must_be_offered()
        offer.must_be_known_on(day_of(now))
        if offer == self.offer:
            return False
        self.offer, self.changed_at = offer, now
        self.version += 1
        return True

    def withdraw(self, reason: str, *, now: datetime) -> None:
        """End it, with the reason that people are told; nobody has places any more. Raises RuleBroken."""
        self.must_be_offered()
        if self.offer.places is not None:
            self.offer = replace(self.offer, places=None)
        self.withdrawn_because, self.changed_at = reason, now
        self.version += 1


def no_service(service_id: UUID) -> NotFound:
    """Also for another organisation's service, to whoever would change it: both read the same."""
    return NotFound(f"There is no service {service_id}.")
