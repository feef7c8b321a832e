"""A service of this register in the words of Open Referral UK 3.0.

Where HSDS-UK has dropped a field of HSDS that says what somebody needs to know (the language of `languages`, how to
apply, `capacities` of HSDS 3.1), it is told all the same: readers of HSDS-UK pass over it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kernel.money import Money
from registry.feeds.domain import Json
from registry.offers.domain import Area, Cost, Location, Offer, Postal, Premises, Schedule, Service, Term
from registry.offers.rules import listed_term, part_id
from registry.organisations.domain import Organisation
from registry.referrals.rules.shapes import filled

GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


def told(service: Service, organisation: Organisation) -> Json:
    """The service, fully nested."""
    offer, eligibility = service.offer, service.offer.eligibility
    single = {
        "id": str(service.id),
        "name": offer.name,
        "description": offer.description,
        "url": offer.website,
        "email": offer.email,
        "status": str(service.status),
        "fees": offer.fees,
        "accreditations": offer.accreditations,
        "minimum_age": eligibility.minimum_age,
        "maximum_age": eligibility.maximum_age,
        "alert": service.withdrawn_because or offer.alert,
        "application_process": eligibility.how_to_be_referred,
        "eligibility_description": eligibility.description,
        "last_modified": instant(service.changed_at),
    }
    return filled({**single, **lists(service.id, offer), "organization": organisation_told(organisation)})


def lists(service_id: UUID, offer: Offer) -> Json:
    """What a service has several of; each part keeps its id from one reading to the next."""

    def numbered(kind: str, parts: Any) -> list[Json]:
        return [filled({"id": str(part_id(service_id, kind, number)), **part}) for number, part in enumerate(parts)]

    return {
        "schedules": numbered("schedule", map(schedule_told, offer.schedules)),
        "service_areas": numbered("service_area", map(area_told, offer.areas)),
        "service_at_locations": numbered("service_at_location", locations_told(service_id, offer)),
        "languages": numbered("language", ({"code": language} for language in offer.languages)),
        "funding": numbered("funding", ({"source": source} for source in offer.funding)),
        "cost_options": numbered("cost_option", map(cost_told, offer.costs)),
        "contacts": numbered("contact", ({"title": it.role, "email": it.email} for it in offer.contacts)),
        "phones": numbered(
            "phone", ({"number": it.phone, "description": it.role} for it in offer.contacts if it.phone)
        ),
        "capacities": numbered("capacity", capacities_told(offer)),
        "attributes": numbered("attribute", map(attribute_told, terms_of(offer))),
    }


def organisation_told(organisation: Organisation) -> Json:
    """The organisation. The standard asks for a description; the register knows its name."""
    identifiers = [
        {
            "id": str(part_id(organisation.id, str(it), 0)),
            "identifier_scheme": it.scheme,
            "identifier_type": it.scheme,
            "identifier": it.number,
        }
        for it in organisation.org_ids
    ]
    return filled(
        {
            "id": str(organisation.id),
            "name": organisation.name,
            "description": organisation.name,
            "website": organisation.website,
            "organization_identifiers": identifiers,
        }
    )


def schedule_told(schedule: Schedule) -> Json:
    """The standard has no field for time zones and days off, and people need both: they go to its notes."""
    zone = f"The hours are those of {schedule.timezone}." if schedule.timezone else ""
    closed = f"Closed on {', '.join(map(str, schedule.closed_on))}." if schedule.closed_on else ""
    return {
        "valid_from": schedule.valid_from and str(schedule.valid_from),
        "valid_to": schedule.valid_to and str(schedule.valid_to),
        "dtstart": schedule.valid_from and str(schedule.valid_from),
        "freq": str(schedule.frequency),
        "interval": schedule.interval,
        "byday": ",".join(schedule.days),
        "bymonthday": ",".join(map(str, schedule.month_days)),
        "description": schedule.description,
        "opens_at": schedule.opens_at and schedule.opens_at.isoformat(),
        "closes_at": schedule.closes_at and schedule.closes_at.isoformat(),
        "attending_type": schedule.attending,
        "notes": f"{zone} {closed}".strip(),
    }


def area_told(area: Area) -> Json:
    """By its code, and by the address under which the ONS tells of it."""
    name = area.name or area.code
    address = f"{GEOGRAPHY}{area.code}"
    return {"name": name, "service_area": name, "extent": area.code, "extent_type": "text", "uri": address}


def locations_told(service_id: UUID, offer: Offer) -> Iterator[Json]:
    """The service at each of its locations."""
    for number, place in enumerate(offer.locations):
        yield {
            "location": {"id": str(part_id(service_id, "location", number)), **location_told(service_id, number, place)}
        }


def location_told(service_id: UUID, number: int, place: Location) -> Json:
    """The location itself; its parts are numbered within the service."""
    accessibility = [
        {"id": str(part_id(service_id, f"accessibility of location {number}", step)), "description": sentence}
        for step, sentence in enumerate(place.accessibility)
    ]
    address = place.address and {
        "id": str(part_id(service_id, "address of location", number)),
        **address_told(place.address, place.kind),
    }
    return filled(
        {
            "location_type": str(place.kind),
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "external_identifier": place.uprn,
            "external_identifier_type": place.uprn and "UPRN",
            "addresses": [address] if address else [],
            "accessibility": accessibility,
        }
    )


def address_told(address: Postal, kind: Premises) -> Json:
    """The standard asks for a county (`state_province`) everywhere; a town that is none stands for its own."""
    return {
        "address_1": address.street,
        "city": address.locality,
        "state_province": address.county or address.locality,
        "postal_code": address.postcode,
        "country": address.country,
        "address_type": str(kind),
    }


def cost_told(cost: Cost) -> Json:
    """The standard has numbers for amounts."""
    return {
        "valid_from": cost.valid_from and str(cost.valid_from),
        "valid_to": cost.valid_to and str(cost.valid_to),
        "option": cost.option,
        "amount": None if cost.amount is None else pounds(cost.amount),
        "amount_description": cost.description,
        "currency": None if cost.amount is None else "GBP",
    }


def capacities_told(offer: Offer) -> Iterator[Json]:
    """HSDS 3.1 `service_capacity`; `updated` is the day that the vacancies are as of."""
    if offer.places is not None:
        counted = {"available": offer.places.vacancies, "maximum": offer.places.capacity}
        yield {**counted, "updated": offer.places.as_of and str(offer.places.as_of), "unit": {"name": "places"}}


def terms_of(offer: Offer) -> Iterator[Term]:
    """The terms of a service, beneficiaries among them: the standard knows those as terms only."""
    yield from offer.terms
    for words in offer.eligibility.beneficiaries:
        yield Term("Beneficiaries", words, link="beneficiary")


def attribute_told(term: Term) -> Json:
    """The link to a term of a taxonomy."""
    return {"link_type": term.link, "taxonomy_term": listed_term(term).shown}


def pounds(amount: Money) -> int | float:
    """A JSON number; two decimals of pounds come through a float unharmed."""
    whole, rest = divmod(amount.pence, 100)
    return whole if rest == 0 else amount.pence / 100


def instant(moment: datetime) -> str:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
