"""The register over HTTP: who may say what, and what everybody may read."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import COMPANY, COUNCIL, TRUST, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationChanged, OrganisationRegistered

ORGANISATIONS = "/registry/v1/organisations"
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def registered(registry: ServiceUnderTest, **changes: Any) -> dict[str, Any]:
    """An organisation that a registrar registered."""
    registrar = registry.client("registrar")
    answer = await registrar.post(ORGANISATIONS, json=registration(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_a_client_registers_the_organisation_that_its_token_names(registry: ServiceUnderTest) -> None:
    own = uuid4()
    provider = registry.client("provider", organisation=own)
    answer = await provider.post(ORGANISATIONS, json=registration(org_ids=[TRUST, COMPANY]))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["id"], body["source"], body["verified"], body["version"]) == (str(own), "self", False, 1)
    [event] = await registry.emitted()
    assert isinstance(event, OrganisationRegistered)
    assert (event.entity, event.organisation.org_ids) == (own, [TRUST, COMPANY])
    assert answer.headers["Commonweal-Event"] == f"registry/{own}/1"


async def test_an_organisation_registers_itself_once(registry: ServiceUnderTest) -> None:
    provider = registry.client("provider", organisation=uuid4())
    await provider.post(ORGANISATIONS, json=registration(org_ids=[]))
    again = await provider.post(ORGANISATIONS, json=registration(org_ids=[], name="Another"))
    assert again.status_code == 409
    assert len(await registry.emitted()) == 1


async def test_a_second_registration_of_a_number_names_the_first(registry: ServiceUnderTest) -> None:
    first = await registered(registry, org_ids=[TRUST])
    provider = registry.client("provider", organisation=uuid4())
    answer = await provider.post(ORGANISATIONS, json=registration(name="Somebody else", org_ids=[COMPANY, TRUST]))
    assert answer.status_code == 409
    assert first["id"] in answer.json()["detail"]
    assert TRUST in answer.json()["detail"]


async def test_of_many_who_register_one_number_at_once_one_succeeds(registry: ServiceUnderTest) -> None:
    async def register(org_ids: list[str]) -> httpx.Response:
        client = registry.client("provider", organisation=uuid4())
        return await client.post(ORGANISATIONS, json=registration(org_ids=org_ids))

    answers = await asyncio.gather(*(register([TRUST, COMPANY] if n % 2 else [COMPANY, TRUST]) for n in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    assert len(await registry.emitted()) == 1


async def test_anybody_reads_an_organisation_by_uuid_or_number(registry: ServiceUnderTest) -> None:
    first = await registered(
        registry, org_ids=[TRUST], address={"locality": "Derby"}, website="https://Ashgate.example/"
    )
    visitor = registry.client()
    by_uuid = await visitor.get(f"{ORGANISATIONS}/{first['id']}")
    by_number = await visitor.get(f"{ORGANISATIONS}/gb-chc-1090095")
    unchanged = await visitor.get(f"{ORGANISATIONS}/{TRUST}", headers={"If-None-Match": by_uuid.headers["ETag"]})
    assert by_uuid.json() == by_number.json() == first
    assert (first["address"]["locality"], first["website"]) == ("Derby", "https://ashgate.example/")
    assert unchanged.status_code == 304


async def test_a_number_with_a_slash_is_read_too(registry: ServiceUnderTest) -> None:
    number = "GB-SRS-sid4gov.cabinetoffice.gov.uk/tBq37PN7"
    first = await registered(registry, org_ids=[number])
    visitor = registry.client()
    assert (await visitor.get(f"{ORGANISATIONS}/{number}")).json()["id"] == first["id"]


@pytest.mark.parametrize(
    "reference", ["1", "undefined", "*", str(UUID(int=2**128 - 1)), "{6f1e...}", TRUST, "1%20or%201=1"]
)
async def test_what_names_no_organisation_is_not_found(registry: ServiceUnderTest, reference: str) -> None:
    visitor = registry.client()
    answer = await visitor.get(f"{ORGANISATIONS}/{reference}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


async def test_an_organisation_restates_itself_and_a_stale_version_is_refused(registry: ServiceUnderTest) -> None:
    own = uuid4()
    provider = registry.client("provider", organisation=own)
    first = await provider.post(ORGANISATIONS, json=registration(org_ids=[TRUST]))
    said = registration(org_ids=[COMPANY, TRUST], name="Ashgate Homes", roles=["provider", "buyer"])
    second = await provider.put(f"{ORGANISATIONS}/{own}", json=said, headers={"If-Match": first.headers["ETag"]})
    stale = await provider.put(f"{ORGANISATIONS}/{own}", json=said, headers={"If-Match": first.headers["ETag"]})
    same = await provider.put(f"{ORGANISATIONS}/{own}", json=said)
    assert second.json()["org_ids"] == [COMPANY, TRUST]
    assert (second.json()["roles"], second.json()["version"]) == (["buyer", "provider"], 2)
    assert (second.status_code, stale.status_code, same.status_code) == (200, 412, 200)
    events = await registry.emitted()
    assert [type(event) for event in events] == [OrganisationRegistered, OrganisationChanged]


async def test_another_organisations_record_reads_as_not_found_for_writes(registry: ServiceUnderTest) -> None:
    first = await registered(registry)
    stranger = registry.client("provider", organisation=uuid4())
    answer = await stranger.put(f"{ORGANISATIONS}/{first['id']}", json=registration(name="Mine now"))
    assert answer.status_code == 404
    visitor = registry.client()
    refused = await visitor.put(f"{ORGANISATIONS}/{first['id']}", json=registration(name="Mine now"))
    assert refused.status_code == 401
    assert (await visitor.get(f"{ORGANISATIONS}/{first['id']}")).json() == first


async def test_an_organisation_takes_nobody_elses_number(registry: ServiceUnderTest) -> None:
    other, own = await registered(registry, org_ids=[COMPANY]), uuid4()
    provider = registry.client("provider", organisation=own)
    await provider.post(ORGANISATIONS, json=registration(org_ids=[TRUST]))
    answer = await provider.put(f"{ORGANISATIONS}/{own}", json=registration(org_ids=[TRUST, COMPANY]))
    assert answer.status_code == 409
    assert other["id"] in answer.json()["detail"]


async def test_a_registrar_verifies_and_nobody_else(registry: ServiceUnderTest) -> None:
    first = await registered(registry, org_ids=[TRUST])
    path, looked_up = f"{ORGANISATIONS}/{first['id']}/verify", {"register": "GB-CHC"}
    itself = registry.client("provider", organisation=UUID(first["id"]))
    assert (await itself.post(path, json=looked_up)).status_code == 403
    interested = registry.client("registrar", organisation=UUID(first["id"]))
    assert (await interested.post(path, json=looked_up)).status_code == 403
    registrar = registry.client("registrar")
    answer = await registrar.post(path, json=looked_up)
    assert answer.status_code == 200
    assert (answer.json()["verified"], answer.json()["source"], answer.json()["status"]) == (
        True,
        "registrar:GB-CHC",
        "active",
    )
    *_, changed = await registry.emitted()
    assert isinstance(changed, OrganisationChanged)
    assert changed.organisation.verified


async def test_the_same_key_registers_once(registry: ServiceUnderTest) -> None:
    registrar = registry.client("registrar")
    headers = {"Idempotency-Key": "register-ashgate-1"}
    first = await registrar.post(ORGANISATIONS, json=registration(org_ids=[]), headers=headers)
    again = await registrar.post(ORGANISATIONS, json=registration(org_ids=[]), headers=headers)
    other = await registrar.post(ORGANISATIONS, json=registration(org_ids=[], name="X"), headers=headers)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert other.status_code == 422
    assert len(await registry.emitted()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"org_ids": ["GB-COH-1234567890"]},
        {"org_ids": ["no-register"]},
        {"org_ids": TRUST},
        {"name": " "},
        {"name": "a\u0000b"},
        {"name": "a" * 201},
        {"roles": ["king"]},
        {"roles": "provider"},
        {"legal_form": "Plc"},
        {"website": "http://localhost/"},
        {"address": {"country": "gb"}},
        {"verified": True},
        {"id": "01920000-0000-7000-8000-000000000001"},
    ],
    ids=str,
)
async def test_what_nobody_could_mean_is_refused_and_nothing_is_written(
    registry: ServiceUnderTest, changes: dict[str, Any]
) -> None:
    registrar = registry.client("registrar")
    answer = await registrar.post(ORGANISATIONS, json=registration(**changes))
    assert answer.status_code == 422, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert await registry.emitted() == []


async def test_a_number_named_twice_counts_once(registry: ServiceUnderTest) -> None:
    first = await registered(registry, org_ids=[COUNCIL, "gb-lae-wot", TRUST], roles=["buyer", "buyer"])
    assert (first["org_ids"], first["roles"]) == ([COUNCIL, TRUST], ["buyer"])
