"""Other directories' feeds: kept as published, once, with a reason for every object that is not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.builders import COMPANY
from services.registry.tests.offering import SERVICES, offered, provider_of
from services.registry.tests.standard import SAMPLES, faults, needs_the_standard, sample

from chassis.testing import ServiceUnderTest, service_under_test

pytestmark = pytest.mark.integration
FEEDS, DIRECTORY = "/registry/v1/imports/openreferral", "/registry/v1/openreferral"
BULK = "/registry/v1/bulk/openreferral"
LUNCH = "6b1f3a52-0c56-4d9e-8f0e-0a6b7f0f2a11"
KITCHEN = "0d3a3b1e-93a8-4d35-8d6e-5d8a2f3c9b77"


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


def lunch_club(**changes: Any) -> dict[str, Any]:
    """A service as another directory tells it."""
    number = {"id": KITCHEN, "identifier_scheme": "GB-COH", "identifier_type": "Company", "identifier": COMPANY[7:]}
    kitchen = {"id": KITCHEN, "name": "Harbour Kitchen", "description": "Meals.", "organization_identifiers": [number]}
    area = {"id": KITCHEN, "name": "Derby", "extent": "E06000015", "extent_type": "text"}
    told = {"id": LUNCH, "name": "Lunch club", "status": "active", "organization": kitchen, "service_areas": [area]}
    return told | changes


async def read(registry: ServiceUnderTest, feed: Any, publisher: str = "Derby Directory") -> dict[str, Any]:
    """What became of a feed."""
    answer = await registry.client("registrar").post(FEEDS, params={"publisher": publisher}, json=feed)
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    assert outcome["read"] == outcome["accepted"] + outcome["unchanged"] + len(outcome["rejected"])
    return outcome


async def exported(registry: ServiceUnderTest) -> list[dict[str, Any]]:
    """What the feeds brought, as the platform gives it on."""
    answer = await registry.client().get(BULK, params={"source": "imported", "format": "package"})
    assert answer.status_code == 200
    services: list[dict[str, Any]] = answer.json()
    return services


@needs_the_standard
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("service_full", "services"),
        ("service_at_location_full", "service_at_locations"),
        ("organization", "organizations"),
        ("taxonomy", "taxonomies"),
        ("taxonomy_term", "taxonomy_terms"),
    ],
)
async def test_the_standards_own_samples_come_back_as_they_were(
    registry: ServiceUnderTest, name: str, path: str
) -> None:
    name = name if (SAMPLES / f"V3.0-UK-Default/{name}.json").is_file() else f"{name}_full"
    feed = sample(f"V3.0-UK-Default/{name}")
    first, again = await read(registry, feed), await read(registry, feed)
    assert first["rejected"] == again["rejected"] == []
    assert (again["accepted"], again["unchanged"]) == (0, first["accepted"])
    shown = await registry.client().get(f"{DIRECTORY}/{path}/{feed['id']}")
    assert (shown.status_code, shown.json()) == (200, feed)


@needs_the_standard
@pytest.mark.parametrize("name", ["service_list", "service_full"])
async def test_sample_services_are_exported_as_they_were(registry: ServiceUnderTest, name: str) -> None:
    feed = sample(f"V3.0-UK-Default/{name}")
    assert (await read(registry, feed))["accepted"] == 1
    services = await exported(registry)
    assert services == feed.get("contents", [feed])
    assert faults("service_package", services) == []
    listed = (await registry.client().get(f"{DIRECTORY}/services")).json()
    assert listed == sample("V3.0-UK-Default/service_list") | {"size": 1}


@needs_the_standard
async def test_what_the_standard_refuses_is_refused_with_its_reason(registry: ServiceUnderTest) -> None:
    [refused] = (await read(registry, sample("V3.0-UK-Fail/service_full")))["rejected"]
    assert "email: It is not an e-mail address." in refused["reason"]
    assert await exported(registry) == []


async def test_a_summary_read_later_takes_nothing_away(registry: ServiceUnderTest) -> None:
    await read(registry, [lunch_club()])
    whole = lunch_club()
    summary = {"id": LUNCH, "name": "Lunch club", "status": "active"}
    assert (await read(registry, {"contents": [summary]}))["unchanged"] == 1
    assert await exported(registry) == [whole]


async def test_what_its_publisher_changed_replaces_what_was_kept(registry: ServiceUnderTest) -> None:
    await read(registry, [lunch_club()])
    assert (await read(registry, [lunch_club(name="Supper club")]))["accepted"] == 1
    assert [service["name"] for service in await exported(registry)] == ["Supper club"]
    found = (await registry.client().get(SERVICES, params={"q": "lunch"})).json()["items"]
    assert found == []


async def test_every_object_that_is_not_kept_has_its_row_and_its_reason(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    ours = await offered(provider)
    feed = [
        lunch_club(),
        "a text",
        lunch_club(id="no uuid"),
        lunch_club(status="open"),
        lunch_club(id=ours["id"]),
        lunch_club(service_areas=[{"name": "Derby"}]),
        {"name": "Nobody"},
    ]
    outcome = await read(registry, feed)
    reasons = {rejection["row"]: rejection["reason"] for rejection in outcome["rejected"]}
    assert (outcome["accepted"], sorted(reasons)) == (1, [2, 3, 4, 5, 6, 7])
    for row, reason in enumerate(["no object", "not a UUID", "status", "offers that service itself", "0/id"], start=2):
        assert reason in reasons[row], reasons[row]
    [taken] = (await read(registry, [lunch_club()], publisher="Another directory"))["rejected"]
    assert "as Derby Directory published it" in taken["reason"]


async def test_a_feeds_service_is_found_and_known_by_its_organisations_number(registry: ServiceUnderTest) -> None:
    own, _ = await provider_of(registry, name="Harbour Kitchen CIC", org_ids=[COMPANY])
    await read(registry, [lunch_club()])
    [found] = (await registry.client().get(SERVICES, params={"q": "lunch", "area": "E06000015"})).json()["items"]
    assert (found["feed"], found["organisation_id"]) == ("Derby Directory", str(own))
    assert found["organisation_name"] == "Harbour Kitchen CIC"


async def test_nothing_of_a_feed_enters_the_ledger(registry: ServiceUnderTest) -> None:
    await read(registry, [lunch_club()])
    assert await registry.emitted() == []


@pytest.mark.parametrize("feed", [{"contents": 3}, "text", 3, None], ids=str)
async def test_what_carries_no_objects_is_refused_as_a_whole(registry: ServiceUnderTest, feed: Any) -> None:
    answer = await registry.client("registrar").post(FEEDS, params={"publisher": "X"}, json=feed)
    assert answer.status_code == 422


async def test_only_registrars_and_administrators_read_feeds(registry: ServiceUnderTest) -> None:
    for role, status in ((None, 401), ("provider", 403), ("auditor", 403), ("platform_admin", 200)):
        answer = await registry.client(role).post(FEEDS, params={"publisher": "X"}, json=[lunch_club()])
        assert answer.status_code == status
