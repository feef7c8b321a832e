"""What search is told of a service that another directory lists. What it cannot use is left out; nothing is refused."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from registry.feeds.domain import Json
from registry.feeds.readers.objects import AtLocation, FeedSchedule, FeedService
from registry.listings.domain import Hours, ListedTerm, Listing, Spot
from registry.offers.rules import WEEK, taxonomy_id
from registry.particulars.domain import folded

GSS = re.compile(r"\b[EJKLMNSW][0-9]{8}\b", re.ASCII)
EARLIEST = 1900  # years before it are slips, and some have no place in a database


def listing_of(service: FeedService, whole: Json, *, feed: str, organisation_id: UUID | None, now: datetime) -> Listing:
    """The listing of a service of `feed`; `whole` is the object as it came."""
    offering = service.organization
    said = [text for area in service.service_areas for text in (area.extent, area.uri, area.name, area.service_area)]
    known = [capacity.available for capacity in service.capacities if capacity.available is not None]
    return Listing(
        UUID(service.id),
        service.name,
        service.description or "",
        offering.name if offering else "",
        service.status,
        modified_at(service.last_modified, now),
        feed=feed,
        organisation_id=organisation_id,
        areas=tuple(dict.fromkeys(code for text in said if text for code in GSS.findall(text))),
        languages=tuple(dict.fromkeys(it.code.casefold() for it in service.languages if it.code)),
        beneficiaries=tuple(dict.fromkeys(folded(words) for words in beneficiaries(service))),
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        vacancies=int(min(sum(known), 2**31 - 1)) if known else None,
        hours=tuple(hours for schedule in service.schedules for hours in hours_of(schedule)),
        spots=tuple({UUID(it.id): spot_of(it) for it in service.service_at_locations}.values()),
        terms=tuple({it.id: it for it in terms_of(whole)}.values()),
    )


def modified_at(text: str | None, now: datetime) -> datetime:
    """When its publisher last changed it; a time without a zone is UTC's, and without a time it is when we read it."""
    moment = datetime.fromisoformat(text) if text else now
    if not EARLIEST < moment.year <= now.year:
        return now
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def beneficiaries(service: FeedService) -> Iterator[str]:
    """The terms that say whom it is for."""
    for attribute in service.attributes:
        if attribute.link_type == "beneficiary" and attribute.taxonomy_term is not None:
            yield attribute.taxonomy_term.name


def spot_of(link: AtLocation) -> Spot:
    """Where it is on the map, if that is on the earth."""
    place = link.location
    latitude, longitude = (place.latitude, place.longitude) if place else (None, None)
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return Spot(UUID(link.id))
    return Spot(UUID(link.id), latitude, longitude)


def hours_of(schedule: FeedSchedule) -> Iterator[Hours]:
    """The hours of each day that a schedule names; without days, of every day."""
    try:
        opens, closes = time.fromisoformat(schedule.opens_at or ""), time.fromisoformat(schedule.closes_at or "")
    except ValueError:
        return
    named = [day.strip()[-2:] for day in (schedule.byday or "").split(",")]
    for day in dict.fromkeys(day for day in named if day in WEEK) if schedule.byday else WEEK:
        yield Hours(day, opens.replace(tzinfo=None), closes.replace(tzinfo=None))


def terms_of(whole: Json) -> Iterator[ListedTerm]:
    """Its terms as they came; a taxonomy without an id has the id that its name gives it."""
    for attribute in whole.get("attributes", []):
        term: dict[str, Any] | None = attribute.get("taxonomy_term")
        if term is not None:
            taxonomy = term.get("taxonomy") or ""
            of = UUID(term["taxonomy_id"]) if term.get("taxonomy_id") else taxonomy_id(taxonomy)
            yield ListedTerm(UUID(term["id"]), of, taxonomy, term)
