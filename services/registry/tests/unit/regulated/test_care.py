"""The Care Quality Commission: providers are organisations, locations are places, people are not kept."""

import json

import pytest
from services.registry.tests.reading import Reading, read, table

from registry.registers.domain import Detail, Link, LinkKind, RegisterRow, Standing

LOCATION = {
    "Location Name": " AbilityAvenue Care",
    "Location ID": "1-21268168552",
    "Registered manager": "Mubayi, Jane, Mrs",
    "Location Web Address": "",
    "Service Types": "Supported living service,Homecare agencies",
    "Location HSCA start date": "2025-01-02",
    "Location HSCA end date": "",
    "Dormant": "Y",
    "Location Latest Overall Rating": "Requires Improvement",
    "Provider Name": "AbilityAvenue Care Ltd",
    "Provider ID": "1-18392978582",
    "Provider HSCA start date": "1/2/2025 12:00:00 AM",
    "Provider Ownership Type": "Organisation",
    "Provider Companies House Number": "4501286",
}
OBJECT = {
    "locationId": "RW603",
    "providerId": "RW6",
    "name": "A Hospital",
    "registrationStatus": "Registered",
    "registrationDate": "2010-04-01",
    "regulatedActivities": [{"name": "Surgical procedures", "contacts": [{"personFamilyName": "Smith"}]}],
    "inspectionCategories": [{"name": "Acute hospital", "primary": "true"}, {"name": "Other"}],
    "currentRatings": {"overall": {"rating": "Requires Improvement"}},
}


def provider_of(reading: Reading) -> RegisterRow:
    """The row of the provider, which is not that of the place."""
    return next(it for it in reading.those(RegisterRow) if it.org_id.scheme == "cqc")


def test_a_location_is_a_place_that_an_organisation_runs() -> None:
    reading = read(table(LOCATION))
    place = reading.those(RegisterRow)[0]
    assert (str(place.org_id), place.name, place.proves) == ("cqc-location-1-21268168552", "AbilityAvenue Care", {})
    assert [(it.kind, str(it.end)) for it in place.links] == [(LinkKind.RUN_BY, "cqc-1-18392978582")]
    assert place.more["services"] == ["Supported living service", "Homecare agencies"]
    assert place.more["rating"] == "Requires improvement"


def test_a_provider_of_an_open_location_is_registered_and_has_its_companys_number() -> None:
    provider = provider_of(read(table(LOCATION)))
    assert (provider.name, provider.proves) == ("AbilityAvenue Care Ltd", {"cqc_registered_provider": True})
    assert [str(it.end) for it in provider.links] == ["GB-COH-04501286"]
    assert str(provider.founded) == "2025-01-02"


def test_a_provider_of_the_health_service_stands_under_its_code_there() -> None:
    cells = {"Provider ID": "RX3", "Provider Companies House Number": "", "Provider Ownership Type": "NHS Body"}
    assert [str(it.end) for it in provider_of(read(table(LOCATION | cells))).links] == ["GB-NHS-RX3"]


def test_a_closed_location_says_nothing_of_its_provider() -> None:
    (place,) = read(table(LOCATION | {"Location HSCA end date": "2025-06-30"})).those(RegisterRow)
    assert (place.standing, str(place.ended)) == (Standing.ENDED, "2025-06-30")


def test_a_provider_who_is_a_person_is_not_kept_not_even_among_the_rejected() -> None:
    reading = read(table(LOCATION | {"Provider Ownership Type": "Individual", "Provider Name": "Jane Mubayi"}))
    assert (reading.refusals(), reading.rejected[0].raw) == (["personal"], "")


def test_managers_are_dropped() -> None:
    assert "Mubayi" not in repr(read(table(LOCATION)).entries)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Location ID": ""}, "malformed_number"),
        ({"Provider ID": "provider 7"}, "malformed_number"),
        ({"Provider HSCA start date": "13/13/2025 12:00:00 AM"}, "malformed_date"),
        ({"Provider Companies House Number": "not one"}, "malformed_number"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected(changes: dict[str, str], code: str) -> None:
    assert read(table(LOCATION | changes)).refusals() == [code]


def test_the_directory_is_found_behind_its_preamble() -> None:
    header = "Name,Address,Postcode,CQC Location ID (for office use only),CQC Provider ID (for office use only)"
    preamble = "CQC care directory\n\nDownloaded 1 November 2026\n\n"
    reading = read(f'{preamble}{header}\nA Home,"1 Street, Derby",DE1 2FS,1-1010101,1-2020202\n')
    (detail,) = reading.those(Detail)
    assert (str(detail.org_id), detail.proves) == ("cqc-1-2020202", {"cqc_registered_provider": True})


@pytest.mark.parametrize(
    ("status", "proved"), [("Registered", [{"cqc_registered_provider": True}]), ("Deregistered", [])]
)
def test_a_location_of_the_api_proves_its_provider_while_it_is_registered(
    status: str, proved: list[dict[str, bool]]
) -> None:
    reading = read(json.dumps(OBJECT | {"registrationStatus": status}), "location.json")
    assert [it.proves for it in reading.those(Detail)] == proved
    assert [str(it.end) for it in reading.those(Link)] == ["GB-NHS-RW6"]


def test_a_location_of_the_api_keeps_no_contact_and_knows_its_primary_category() -> None:
    reading = read(json.dumps(OBJECT), "location.json")
    assert "Smith" not in repr(reading.entries)
    assert reading.those(RegisterRow)[0].more["category"] == "Acute hospital"


def test_an_object_that_is_built_otherwise_is_rejected() -> None:
    assert read(json.dumps(OBJECT | {"regulatedActivities": ["x"]}), "location.json").refusals() == ["misshapen"]
