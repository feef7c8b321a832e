"""What may be offered, and that it is the same service wherever it has been."""

import json
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from services.registry.tests.offering import NOW, a_service, offers, schedules, stated

from kernel.errors import RuleBroken, Unacceptable
from registry.offers.commands import facts_of
from registry.offers.domain import Area, Location, Offer, Places, Schedule, Service, Status
from registry.offers.rules import hours_of, listed
from registry.offers.schemas import OfferIn, ServiceOut
from registry.offers.tables import OFFER

WEEKDAYS = {"frequency": "WEEKLY", "opens_at": "09:00", "closes_at": "17:00", "timezone": "Europe/London"}


@given(offers)
def test_an_offer_is_the_same_after_the_table(offer: Offer) -> None:
    assert OFFER.validate_python(OFFER.dump_python(offer, mode="json")) == offer


@given(offers)
def test_an_offer_is_the_same_after_the_wire(offer: Offer) -> None:
    service = a_service()
    service.offer = offer
    shown = ServiceOut.model_validate(service).model_dump_json(include={"offer"})
    said = OfferIn.model_validate_json(shown.removeprefix('{"offer":').removesuffix("}"))
    assert said.parsed() == offer


@given(offers)
def test_an_event_tells_all_of_an_offer(offer: Offer) -> None:
    service = Service.offered(a_service().id, a_service().id, offer, now=NOW)
    told = facts_of(service).model_dump(mode="json")
    kept = OFFER.dump_python(offer, mode="json")
    assert {**told, "costs": None} == {
        **kept,
        "costs": None,
        "id": str(service.id),
        "organisation_id": str(service.organisation_id),
    }
    assert [cost["amount"] for cost in told["costs"]] == [it.amount and str(it.amount) for it in offer.costs]


@given(schedules())
def test_open_hours_are_known_by_day_of_the_week(schedule: Schedule) -> None:
    found = list(hours_of(schedule))
    assert bool(found) == (schedule.opens_at is not None)
    assert {it.day for it in found} <= {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
    assert all(it.opens_at < it.closes_at for it in found)


@pytest.mark.parametrize(
    ("changes", "place", "sentence"),
    [
        ({"areas": [{"code": "E0600004"}]}, ("areas", 0), "not an ONS (GSS) code"),
        ({"areas": [{"code": "X06000043"}]}, ("areas", 0), "not an ONS (GSS) code"),
        ({"areas": [{"code": "E06000043"}, {"code": "E06000043"}]}, (), "is there twice"),
        ({"places": {"capacity": -1}}, ("places",), "never negative"),
        ({"places": {"capacity": 1, "vacancies": -1, "as_of": "2026-01-01"}}, ("places",), "never negative"),
        ({"places": {"capacity": 2, "vacancies": 3, "as_of": "2026-01-01"}}, ("places",), "3 vacancies among 2 places"),
        ({"places": {"capacity": 2, "vacancies": 1}}, ("places",), "as of a day"),
        ({"schedules": [WEEKDAYS | {"closes_at": "08:00"}]}, ("schedules", 0), "cannot close at 08:00:00"),
        ({"schedules": [WEEKDAYS | {"closes_at": "09:00"}]}, ("schedules", 0), "cannot close at 09:00:00"),
        ({"schedules": [WEEKDAYS | {"closes_at": None}]}, ("schedules", 0), "both ends"),
        ({"schedules": [WEEKDAYS | {"timezone": None}]}, ("schedules", 0), "need a time zone"),
        ({"schedules": [WEEKDAYS | {"timezone": "Mars/Olympus"}]}, ("schedules", 0), "not a time zone"),
        ({"schedules": [WEEKDAYS | {"days": ["XX"]}]}, ("schedules", 0), "not a day"),
        ({"schedules": [WEEKDAYS | {"days": ["1MO"]}]}, ("schedules", 0), "not a day"),
        ({"schedules": [WEEKDAYS | {"month_days": [3]}]}, ("schedules", 0), "no days of the month"),
        ({"schedules": [{"frequency": "MONTHLY", "month_days": [0]}]}, ("schedules", 0), "1 to 31"),
        ({"schedules": [{"frequency": "WEEKLY", "interval": 0}]}, ("schedules", 0), "at least 1"),
        (
            {"schedules": [{"frequency": "WEEKLY", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}]},
            ("schedules", 0),
            "before it begins",
        ),
        ({"locations": [{"name": "Quay House"}]}, ("locations", 0), "has an address"),
        ({"locations": [{"name": "Quay House", "latitude": 52.1}]}, ("locations", 0), "needs a longitude"),
        ({"locations": [{"name": "N", "latitude": 91.0, "longitude": 0.0}]}, ("locations", 0), "between -90 and 90"),
        ({"eligibility": {"minimum_age": 66, "maximum_age": 65}}, ("eligibility",), "at least 66 and at most 65"),
        ({"status": "defunct"}, (), "by being withdrawn"),
        ({"contacts": [{"role": "Desk", "name": "Ann Persona"}]}, ("contacts", 0, "name"), "not permitted"),
    ],
    ids=str,
)
def test_what_nobody_could_mean_is_named_with_its_place(
    changes: dict[str, Any], place: tuple[str | int, ...], sentence: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        OfferIn.model_validate_json(json.dumps(stated(**changes)))
    [fault] = refusal.value.errors()
    assert fault["loc"] == place
    assert sentence in fault["msg"]


def test_vacancies_of_a_day_to_come_are_unknown() -> None:
    with pytest.raises(Unacceptable, match="cannot be known on 2026-11-25"):
        a_service(places=Places(3, 1, date(2026, 11, 26)))


def test_saying_the_same_again_changes_nothing() -> None:
    service = a_service()
    assert not service.restate(service.offer, now=NOW)
    assert service.restate(Offer(**stated(name="Day centre")), now=NOW)
    assert service.version == 2


def test_a_withdrawn_service_is_defunct_has_no_places_and_is_not_revived() -> None:
    service = a_service(places=Places(3, 1, NOW.date()))
    service.withdraw("The lease has ended.", now=NOW)
    assert (service.status, service.offer.places, service.version) == (Status.DEFUNCT, None, 2)
    assert listed(service, "Ashgate").status == "defunct"
    with pytest.raises(RuleBroken, match="was withdrawn"):
        service.restate(service.offer, now=NOW)
    with pytest.raises(RuleBroken, match="was withdrawn"):
        service.withdraw("Again.", now=NOW)


def test_parts_keep_their_ids_from_one_reading_to_the_next() -> None:
    service = a_service(
        locations=(Location("Quay House", latitude=52.9, longitude=-1.5),),
        areas=(Area("E06000015"),),
        schedules=(Schedule("WEEKLY", ("MO",), opens_at=time(9), closes_at=time(17), timezone="Europe/London"),),  # type: ignore[arg-type]
    )
    first, again = listed(service, "Ashgate"), listed(service, "Ashgate")
    assert first == again
    assert (first.areas, [it.day for it in first.hours]) == (("E06000015",), ["MO"])
    assert [(it.latitude, it.longitude) for it in first.spots] == [(52.9, -1.5)]
