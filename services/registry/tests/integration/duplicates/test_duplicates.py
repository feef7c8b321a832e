"""Two records of one body, from suspicion to merge and back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import COMPANY, COUNCIL, TRUST, registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OrganisationChanged, OrganisationRegistered, OrganisationsMerged, OrganisationsParted
from events.transparency import OrganisationSighted
from kernel.orgids import parse_org_id
from registry.duplicates.commands import suspect_bearers
from registry.duplicates.domain import Ground

REGISTRY = "/registry/v1"
AUGUST = {"Commonweal-Now": "2026-08-17T09:00:00Z"}
BECAUSE = {"reason": "Both numbers stand on the governing document."}
DERBY = {"locality": "Derby", "postcode": "DE1 2FS"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
def registrar(registry: ServiceUnderTest) -> httpx.AsyncClient:
    return registry.client("registrar")


async def registered(registrar: httpx.AsyncClient, *org_ids: str, **changes: Any) -> dict[str, Any]:
    body = registration(org_ids=list(org_ids), **changes)
    answer = await registrar.post(f"{REGISTRY}/organisations", json=body, headers=AUGUST)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def read(registrar: httpx.AsyncClient, reference: str) -> dict[str, Any]:
    answer = await registrar.get(f"{REGISTRY}/organisations/{reference}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def merged(registrar: httpx.AsyncClient, survivor: dict[str, Any], other: dict[str, Any]) -> httpx.Response:
    body = {"survivor_id": survivor["id"], "merged_id": other["id"], **BECAUSE}
    return await registrar.post(f"{REGISTRY}/merges", json=body, headers=AUGUST)


async def heard_of_itself(registry: ServiceUnderTest) -> None:
    """The registry's own events come back to it, as the stream brings them."""
    for event in await registry.emitted():
        if isinstance(event, OrganisationRegistered | OrganisationChanged):
            await registry.feed(event, event.entity)


async def queue(registrar: httpx.AsyncClient, **asked: str) -> list[dict[str, Any]]:
    answer = await registrar.get(f"{REGISTRY}/duplicates", params=asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_likely_pairs_wait_for_a_registrar_and_are_never_made_one_by_themselves(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    one = await registered(registrar, TRUST, address=DERBY)
    two = await registered(registrar, COMPANY, name="ASHGATE HOMELESS TRUST LTD", address=DERBY)
    away = await registered(registrar, COUNCIL, address={"postcode": "YO1 7HH"})
    await heard_of_itself(registry)
    [pair] = await queue(registrar)
    assert {pair["one_id"], pair["other_id"]} == {one["id"], two["id"]}
    assert pair["grounds"] == ["same_postcode", "similar_name"]
    assert "Both have an address with the same postcode." in pair["sentences"]
    assert [await read(registrar, it["id"]) for it in (one, two, away)] == [one, two, away]


async def test_a_publication_that_gives_the_numbers_of_two_to_one_is_a_ground(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    await registered(registrar, TRUST, name="Ashgate")
    await registered(registrar, COMPANY, name="Quayside")
    seen = OrganisationSighted(
        occurred_at=datetime(2026, 8, 18, tzinfo=UTC),
        name="Ashgate",
        org_ids=[TRUST, "GB-COH-x", COMPANY],
        roles=["provider"],
        source="ocds:Find a Tender",
    )
    await registry.feed(seen, uuid4())
    [pair] = await queue(registrar)
    assert (pair["grounds"], pair["score"]) == (["one_publication"], 95)


async def test_registers_that_link_two_numbers_are_a_ground(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    for number, name in ((TRUST, "Ashgate"), (COMPANY, "Quayside"), (COUNCIL, "Northbridge")):
        await registered(registrar, number, name=name)
    linked = [parse_org_id(number) for number in (COMPANY, TRUST, "GB-SC-SC042386")]
    async with registry.sessions.begin() as session:
        await suspect_bearers(session, linked, Ground.LINKED_REGISTERS, now=datetime(2026, 8, 18, tzinfo=UTC))
    [pair] = await queue(registrar)
    assert pair["grounds"] == ["linked_registers"]


async def test_a_merged_record_says_where_it_went_and_its_numbers_answer_with_the_survivor(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    survivor = await registered(registrar, TRUST)
    other = await registered(registrar, COMPANY, name="Ashgate Limited", roles=["funder"])
    answer = await merged(registrar, survivor, other)
    assert (answer.status_code, answer.json()["numbers"]) == (201, [COMPANY])
    gone, now = await read(registrar, other["id"]), await read(registrar, COMPANY)
    assert (gone["status"], gone["merged_into"], gone["status_since"]) == ("merged", survivor["id"], "2026-08-17")
    assert (now["id"], now["org_ids"], now["roles"]) == (survivor["id"], [TRUST, COMPANY], ["funder", "provider"])
    found = await registry.client().get(f"{REGISTRY}/organisations", params={"name": "Ashgate Limited"})
    assert [item["id"] for item in found.json()["items"]] == [survivor["id"]]
    _, _, event, first, second = await registry.emitted()
    assert isinstance(event, OrganisationsMerged)
    assert (event.merge.org_ids, event.merge.merged.org_ids) == ([COMPANY], [])
    assert isinstance(first, OrganisationChanged)
    assert isinstance(second, OrganisationChanged)
    assert (first.organisation.status, second.organisation.org_ids) == ("merged", [TRUST, COMPANY])


async def test_parting_gives_both_back_what_was_theirs(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    survivor = await registered(registrar, TRUST, address=DERBY)
    other = await registered(registrar, COMPANY, roles=["funder"], address=DERBY)
    await heard_of_itself(registry)
    decision = (await merged(registrar, survivor, other)).json()
    assert [pair["verdict"] for pair in await queue(registrar, verdict="merged")] == ["merged"]
    path = f"{REGISTRY}/merges/{decision['id']}"
    parted = await registrar.post(f"{path}/part", json={"reason": "Two boards."}, headers=AUGUST)
    assert (parted.status_code, parted.json()["parted_because"]) == (200, "Two boards.")
    for before in (survivor, other):
        assert await read(registrar, before["id"]) == before | {"version": 3}
        assert (await read(registrar, before["org_ids"][0]))["id"] == before["id"]
    *_, event, _, _ = await registry.emitted()
    assert isinstance(event, OrganisationsParted)
    assert event.merge.parted_because == "Two boards."
    assert [pair["reason"] for pair in await queue(registrar, verdict="dismissed")] == ["Two boards."]
    listed = await registry.client().get(f"{REGISTRY}/merges", params={"organisation": other["id"]})
    assert listed.json()["items"] == [(await registrar.get(path)).json()]


async def test_a_number_that_somebody_else_took_meanwhile_stands_in_the_way_of_parting(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    survivor, other = await registered(registrar, TRUST), await registered(registrar, COMPANY)
    decision = (await merged(registrar, survivor, other)).json()
    own = f"{REGISTRY}/organisations/{survivor['id']}"
    assert (await registrar.put(own, json=registration(org_ids=[TRUST]))).status_code == 200
    taker = await registered(registrar, COMPANY)
    refused = await registrar.post(f"{REGISTRY}/merges/{decision['id']}/part", json=BECAUSE)
    assert refused.status_code == 409
    assert taker["id"] in refused.json()["detail"]


async def test_what_was_merged_changes_no_more_and_sightings_of_it_reach_the_survivor(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    survivor, other = await registered(registrar, TRUST), await registered(registrar, name="Ashgate")
    await merged(registrar, survivor, other)
    path = f"{REGISTRY}/organisations/{other['id']}"
    assert (await registrar.put(path, json=registration())).status_code == 409
    assert (await registrar.post(f"{path}/verify", json={"register": "GB-CHC"})).status_code == 409
    seen = OrganisationSighted(
        occurred_at=datetime(2026, 8, 18, tzinfo=UTC),
        name="Ashgate",
        org_ids=[COUNCIL],
        roles=["buyer"],
        source="ocds:Find a Tender",
    )
    await registry.feed(seen, UUID(other["id"]))
    assert (await read(registrar, COUNCIL))["id"] == survivor["id"]


async def test_of_two_who_merge_one_record_at_once_one_succeeds(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    one, two, other = [await registered(registrar, number) for number in (TRUST, COMPANY, COUNCIL)]
    answers = await asyncio.gather(merged(registrar, one, other), merged(registrar, two, other))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert sum(isinstance(event, OrganisationsMerged) for event in await registry.emitted()) == 1


async def test_only_a_registrar_who_acts_for_neither_decides(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    survivor, other = await registered(registrar, TRUST), await registered(registrar, COMPANY)
    for client, status in (
        (registry.client("provider", organisation=UUID(survivor["id"])), 403),
        (registry.client("registrar", organisation=UUID(other["id"])), 403),
        (registry.client(), 401),
    ):
        assert (await merged(client, survivor, other)).status_code == status
    assert (await registry.client("provider", organisation=uuid4()).get(f"{REGISTRY}/duplicates")).status_code == 403
    assert (await merged(registrar, survivor, {"id": str(uuid4())})).status_code == 404
    assert (await merged(registrar, survivor, survivor)).status_code == 422


async def test_anybody_registered_may_report_a_pair(registry: ServiceUnderTest, registrar: httpx.AsyncClient) -> None:
    survivor, other = await registered(registrar, TRUST), await registered(registrar, COMPANY, name="Quayside")
    path, provider = f"{REGISTRY}/duplicates", registry.client("provider", organisation=uuid4())
    pair = {"one_id": other["id"], "other_id": survivor["id"]}
    assert (await provider.post(path, json=pair)).json()["grounds"] == ["reported"]
    assert (await provider.post(path, json=pair | {"one_id": survivor["id"]})).status_code == 422
    assert (await provider.post(path, json=pair | {"one_id": str(uuid4())})).status_code == 404
    await merged(registrar, survivor, other)
    assert (await provider.post(path, json=pair)).status_code == 409


async def test_a_dismissed_pair_leaves_the_queue_and_comes_back_by_nothing_old(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient
) -> None:
    for number in (TRUST, COMPANY, COUNCIL):
        await registered(registrar, number, address=DERBY)
    await heard_of_itself(registry)
    first, *rest = await queue(registrar)
    assert (len(rest), await queue(registrar, limit="1")) == (2, [first])
    path = f"{REGISTRY}/duplicates/{first['id']}"
    answer = await registrar.post(f"{path}/dismiss", json=BECAUSE, headers=AUGUST)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "dismissed")
    assert (await registrar.post(f"{path}/dismiss", json=BECAUSE)).status_code == 409
    organisation = f"{REGISTRY}/organisations/{first['one_id']}"
    numbers = (await read(registrar, first["one_id"]))["org_ids"]
    said = registration(org_ids=numbers, address=DERBY, website="https://ashgate.example.org/")
    await registrar.put(organisation, json=said, headers=AUGUST)
    await registry.feed((await registry.emitted())[-1], UUID(first["one_id"]))
    assert [pair["id"] for pair in await queue(registrar)] == [pair["id"] for pair in rest]
