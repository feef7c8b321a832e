"""How people reach a service, and what search is told of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from kernel.errors import Unacceptable
from registry.listings.domain import Hours, ListedTerm, Listing, Spot
from registry.offers.domain import Location, Offer, Schedule, Service, Term
from registry.particulars.domain import folded
from registry.particulars.rules.mailboxes import functional_mailbox

#: Parts of a service are named after their place in it, so that the same service is shown with the same ids.
NAMES = UUID("0d7c8c52-5c0e-5a57-9f2b-6a1d0d4a7c33")
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def reachable(offer: Offer, organisation_name: str) -> Offer:
    """The offer with its mailboxes in lower case. Raises Unacceptable for one that may be a person's.

    A mailbox may stand for a word of the organisation's name, or of the service's.
    """

    def of_a_desk(email: str | None, place: str) -> str | None:
        try:
            return None if email is None else functional_mailbox(email, f"{organisation_name} {offer.name}")
        except ValueError as error:
            raise Unacceptable(place, str(error)) from error

    contacts = tuple(
        replace(it, email=of_a_desk(it.email, f"/contacts/{number}/email")) for number, it in enumerate(offer.contacts)
    )
    return replace(offer, email=of_a_desk(offer.email, "/email"), contacts=contacts)


def listed(service: Service, organisation_name: str) -> Listing:
    """The listing of a service that an organisation of this register offers."""
    offer, eligibility = service.offer, service.offer.eligibility
    return Listing(
        service.id,
        offer.name,
        offer.description,
        organisation_name,
        service.status,
        service.changed_at,
        organisation_id=service.organisation_id,
        areas=tuple(area.code for area in offer.areas),
        languages=tuple(language.casefold() for language in offer.languages),
        beneficiaries=tuple(dict.fromkeys(map(folded, eligibility.beneficiaries))),
        minimum_age=eligibility.minimum_age,
        maximum_age=eligibility.maximum_age,
        vacancies=None if offer.places is None else offer.places.vacancies,
        self_referral=eligibility.self_referral,
        hours=tuple(hours for schedule in offer.schedules for hours in hours_of(schedule)),
        spots=tuple(spot_of(service.id, number, place) for number, place in enumerate(offer.locations)),
        terms=tuple(map(listed_term, dict.fromkeys(offer.terms))),
    )


def part_id(service_id: UUID, kind: str, number: int) -> UUID:
    """The id of the service's part of that kind, counted from 0."""
    return uuid5(service_id, f"{kind} {number}")


def spot_of(service_id: UUID, number: int, place: Location) -> Spot:
    """The service at one of its locations."""
    return Spot(part_id(service_id, "service_at_location", number), place.latitude, place.longitude)


def hours_of(schedule: Schedule) -> Iterator[Hours]:
    """When it is open, by days of the week; without days it is open on each, by RFC 5545's silence only if weekly."""
    if schedule.opens_at is None or schedule.closes_at is None:
        return
    for day in dict.fromkeys(day[-2:] for day in schedule.days or WEEK):
        yield Hours(day, schedule.opens_at, schedule.closes_at)


def taxonomy_id(taxonomy: str) -> UUID:
    """A taxonomy that is known by its name only has the same id everywhere."""
    return uuid5(NAMES, f"taxonomy {taxonomy}")


def listed_term(term: Term) -> ListedTerm:
    """The HSDS `taxonomy_term` of a term; its description is asked for, and is its name where nothing is said."""
    term_id, of = uuid5(NAMES, f"term {term.taxonomy} {term.name}"), taxonomy_id(term.taxonomy)
    shown: dict[str, Any] = {
        "id": str(term_id),
        "name": term.name,
        "description": term.description or term.name,
        "taxonomy": term.taxonomy,
        "taxonomy_id": str(of),
        "term": term.name,
    }
    return ListedTerm(term_id, of, term.taxonomy, shown | ({"term_uri": term.uri} if term.uri else {}))
