"""A service told in the words of Open Referral: as the standard wants it, and nothing lost that it has words for."""

from datetime import date, time
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from services.registry.tests.builders import COMPANY, TRUST, an_organisation
from services.registry.tests.offering import NOW, a_service, offers, stated
from services.registry.tests.standard import faults, needs_the_standard

from kernel.money import Money
from registry.feeds.domain import Kind, is_summary_of, one_to_one
from registry.feeds.readers.feeds import checked
from registry.feeds.readers.listed import listing_of
from registry.feeds.readers.objects import FeedService
from registry.offers.domain import Area, Cost, Frequency, Offer, Places, Schedule
from registry.offers.rules import listed
from registry.referrals.rules.shapes import at_location
from registry.referrals.rules.telling import organisation_told, told


def telling(offer: Offer) -> dict[str, Any]:
    """The service of an organisation with two numbers."""
    service = a_service()
    service.offer = offer
    return told(service, an_organisation(TRUST, COMPANY, website="https://www.example.org/"))


@needs_the_standard
@given(offers)
@settings(max_examples=60)
def test_the_standard_takes_every_service_that_can_be_offered(offer: Offer) -> None:
    whole = telling(offer)
    assert faults("service", whole) == []
    assert faults("service_list", one_to_one(whole)) == []
    assert faults("service_package", [whole]) == []
    for link in whole.get("service_at_locations", []):
        turned = at_location(whole, UUID(link["id"]))
        assert faults("service_at_location", turned) == []
        assert faults("service_at_location_list", one_to_one(turned)) == []


@given(offers)
def test_what_is_told_is_read_again_as_the_same_listing(offer: Offer) -> None:
    """The reader of feeds is the judge of the teller: areas, hours, ages, terms, the map and vacancies come back."""
    service = a_service()
    service.offer = offer
    kind, part, whole = checked(told(service, an_organisation(TRUST)))
    own = listed(service, "Ashgate Homeless Trust")
    assert kind is Kind.SERVICE
    assert isinstance(part, FeedService)
    again = listing_of(part, whole, feed="Another directory", organisation_id=None, now=NOW)
    for name in ("id", "name", "status", "beneficiaries", "minimum_age", "maximum_age", "vacancies", "hours"):
        assert getattr(again, name) == getattr(own, name), name
    assert again.areas == own.areas
    assert again.languages == tuple(dict.fromkeys(own.languages))
    assert again.spots == own.spots
    assert {it.id for it in again.terms} >= {it.id for it in own.terms}


def test_areas_go_by_their_codes_and_money_by_numbers() -> None:
    costs = (Cost("An hour", Money(3550)), Cost("A day", Money(20000)), Cost("It depends"))
    whole = telling(Offer(**stated(areas=(Area("E06000015", "Derby"),), costs=costs)))
    [area] = whole["service_areas"]
    assert (area["name"], area["extent"]) == ("Derby", "E06000015")
    assert [cost.get("amount") for cost in whole["cost_options"]] == [35.5, 200, None]


def test_places_are_told_as_capacities_of_hsds() -> None:
    today = a_service().changed_at.date()
    whole = telling(Offer(**stated(places=Places(24, 3, today))))
    [capacity] = whole["capacities"]
    assert (capacity["maximum"], capacity["available"], capacity["updated"]) == (24, 3, "2026-11-25")


def test_what_the_standard_has_no_field_for_stands_in_the_notes() -> None:
    schedule = Schedule(
        Frequency.WEEKLY,
        ("MO",),
        opens_at=time(9),
        closes_at=time(17),
        timezone="Europe/London",
        closed_on=(date(2026, 12, 25),),
    )
    [shown] = telling(Offer(**stated(schedules=(schedule,))))["schedules"]
    assert (shown["byday"], shown["opens_at"], shown["closes_at"]) == ("MO", "09:00:00", "17:00:00")
    assert shown["notes"] == "The hours are those of Europe/London. Closed on 2026-12-25."


def test_an_organisation_tells_its_numbers() -> None:
    found = organisation_told(an_organisation(TRUST, COMPANY))
    assert [it["identifier_scheme"] for it in found["organization_identifiers"]] == ["GB-CHC", "GB-COH"]


def test_a_list_shows_a_summary_of_the_whole() -> None:
    whole = telling(Offer(**stated(areas=(Area("E06000015"),))))
    summary = one_to_one(whole)
    assert "service_areas" not in summary
    assert is_summary_of(summary, whole)
    assert not is_summary_of({**summary, "name": "Another"}, whole)
    assert not is_summary_of({**summary, "fees": "None."}, whole)
    assert not is_summary_of(whole, whole)
