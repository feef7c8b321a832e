"""The standard's own interface: its pages, its filters, and that the offline check has nothing against any of it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.builders import TRUST
from services.registry.tests.offering import SERVICES, offered, provider_of, stated
from services.registry.tests.standard import faults, needs_the_standard

from chassis.testing import ServiceUnderTest, service_under_test
from registry.offers.schemas import OfferIn

pytestmark = pytest.mark.integration
DIRECTORY, BULK = "/registry/v1/openreferral", "/registry/v1/bulk/openreferral"
EXAMPLE: dict[str, Any] = OfferIn.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,assignment]


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def shown(registry: ServiceUnderTest, path: str, **query: Any) -> Any:
    """What anybody reads."""
    answer = await registry.client().get(f"{DIRECTORY}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_interface_says_what_it_is(registry: ServiceUnderTest) -> None:
    about = await shown(registry, "")
    assert about == (await registry.client().get(DIRECTORY)).json()
    assert about["version"] == "HSDS-UK-3.0"
    assert about["openapi_url"].endswith("/openapi.json")


async def test_pages_are_those_of_the_standard(registry: ServiceUnderTest) -> None:
    empty = await shown(registry, "services")
    assert (empty["total_items"], empty["total_pages"], empty["empty"], empty["last_page"]) == (0, 0, True, True)
    _, provider = await provider_of(registry)
    ids = {(await offered(provider, name=f"Service {number}"))["id"] for number in range(5)}
    pages = [await shown(registry, "services", page=page, per_page=2) for page in (1, 2, 3)]
    assert [page["size"] for page in pages] == [2, 2, 1]
    assert [(page["first_page"], page["last_page"]) for page in pages] == [(True, False), (False, False), (False, True)]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(5, 3)}
    assert {service["id"] for page in pages for service in page["contents"]} == ids


@needs_the_standard
async def test_the_offline_check_has_nothing_against_any_of_it(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry, org_ids=[TRUST])
    service = await offered(provider, **EXAMPLE)
    await offered(provider)
    path = f"{SERVICES}/{(await offered(provider, name='Gone'))['id']}/withdraw"
    await provider.post(path, json={"reason": "Over."}, headers={"Commonweal-Now": "2026-11-25T09:00:00Z"})
    whole = await shown(registry, f"services/{service['id']}")
    assert faults("service", whole) == []
    for item in (await shown(registry, "services"))["contents"]:
        assert faults("service_list", item) == []
    [link] = (await shown(registry, "service_at_locations"))["contents"]
    assert faults("service_at_location_list", link) == []
    assert faults("service_at_location", await shown(registry, f"service_at_locations/{link['id']}")) == []
    [organisation] = (await shown(registry, "organizations"))["contents"]
    assert faults("organization", await shown(registry, f"organizations/{organisation['id']}")) == []
    package = (await registry.client().get(BULK, params={"format": "package"})).json()
    assert len(package) == 3
    assert faults("service_package", package) == []


async def test_terms_and_taxonomies_lead_to_their_services(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    await offered(provider, name="With", terms=[{"taxonomy": "esdServiceTypes", "name": "Debt advice"}])
    await offered(provider, name="Other", terms=[{"taxonomy": "esdServiceTypes", "name": "Housing advice"}])
    await offered(provider, name="Without")
    [taxonomy] = (await shown(registry, "taxonomies"))["contents"]
    terms = {term["name"]: term for term in (await shown(registry, "taxonomy_terms"))["contents"]}
    by_term = await shown(registry, "services", taxonomy_term_id=terms["Debt advice"]["id"])
    by_taxonomy = await shown(registry, "services", taxonomy_id=taxonomy["id"])
    assert [service["name"] for service in by_term["contents"]] == ["With"]
    assert {service["name"] for service in by_taxonomy["contents"]} == {"With", "Other"}
    whole = await shown(registry, f"taxonomies/{taxonomy['id']}")
    assert {term["name"] for term in whole["taxonomy_terms"]} == {"Debt advice", "Housing advice"}
    assert (await shown(registry, f"taxonomy_terms/{terms['Debt advice']['id']}"))["taxonomy"] == "esdServiceTypes"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"search": "clubs"}, ["Evening club"]),
        ({"area": "E06000015"}, ["Evening club"]),
        ({"day": "MO", "start_time": "18:00"}, ["Evening club"]),
        ({"day": "TU"}, []),
        ({"end_time": "17:00"}, []),
        ({"end_time": "23:30:00"}, ["Evening club"]),
        ({"minimum_age": 18}, ["Evening club"]),
        ({"minimum_age": 19}, []),
        ({"maximum_age": 30}, []),
        ({"modified_after": "2026-11-25T09:00:00Z"}, ["Bare", "Evening club"]),
        ({"modified_after": "2026-11-25T09:00:01Z"}, []),
    ],
    ids=str,
)
async def test_the_standards_filters_are_understood(
    registry: ServiceUnderTest, query: dict[str, Any], names: list[str]
) -> None:
    _, provider = await provider_of(registry)
    evening = {"frequency": "WEEKLY", "days": ["MO"], "timezone": "Europe/London"}
    await offered(
        provider,
        name="Evening club",
        areas=[{"code": "E06000015"}],
        schedules=[evening | {"opens_at": "18:00", "closes_at": "23:30"}],
        eligibility={"minimum_age": 18},
    )
    await offered(provider, name="Bare")
    assert sorted(service["name"] for service in (await shown(registry, "services", **query))["contents"]) == names


async def test_what_is_not_there_reads_as_not_found(registry: ServiceUnderTest) -> None:
    missing = "6b1f3a52-0c56-4d9e-8f0e-0a6b7f0f2a11"
    for path in ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"):
        assert (await registry.client().get(f"{DIRECTORY}/{path}/{missing}")).status_code == 404
    assert (await registry.client().get(BULK, params={"organisation": missing})).status_code == 404


async def test_an_export_may_be_of_one_organisation(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry, org_ids=[TRUST])
    await offered(provider, name="Ours")
    _, other = await provider_of(registry, name="Another")
    await offered(other, **stated(name="Theirs"))
    for reference in (str(own), TRUST):
        answer = await registry.client().get(BULK, params={"organisation": reference, "format": "package"})
        assert [service["name"] for service in answer.json()] == ["Ours"]
    lines = (await registry.client().get(BULK)).text.splitlines()
    assert len(lines) == 2
