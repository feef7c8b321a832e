"""Councils that become others, over HTTP: planned, in force on the day, and resolved ever after."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import BodySucceeded, OrganisationChanged, SuccessionStated

REGISTRY = "/registry/v1"
AUGUST = {"Commonweal-Now": "2026-08-17T09:00:00Z"}
COUNTY, DISTRICT, NORTH, SOUTH = "GB-LAE-CMA", "GB-LAE-ALL", "GB-LAE-CBE", "GB-LAE-WAF"
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


@pytest.fixture
def registrar(registry: ServiceUnderTest) -> httpx.AsyncClient:
    return registry.client("registrar")


@pytest.fixture
async def councils(registrar: httpx.AsyncClient) -> dict[str, str]:
    """Their UUIDs by their numbers."""
    known = {}
    for number in (COUNTY, DISTRICT, NORTH, SOUTH):
        body = registration(name=f"Council {number}", org_ids=[number], roles=["buyer"])
        answer = await registrar.post(f"{REGISTRY}/organisations", json=body, headers=AUGUST)
        known[number] = answer.json()["id"]
    return known


def a_plan(councils: dict[str, str], *pairs: tuple[str, str], **changes: Any) -> dict[str, Any]:
    transfers = [{"predecessor": councils[one], "successor": councils[other]} for one, other in pairs]
    said = {"title": "Two for two", "instrument": "The Order 2026", "effective_on": "2027-04-01"}
    return said | {"transfers": transfers} | changes


async def planned(registrar: httpx.AsyncClient, plan: dict[str, Any]) -> dict[str, Any]:
    answer = await registrar.post(f"{REGISTRY}/successions", json=plan, headers=AUGUST)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def heirs(registrar: httpx.AsyncClient, of: str, on: str) -> dict[str, list[str]]:
    answer = await registrar.get(f"{REGISTRY}/successors", params={"of": of, "on": on})
    assert answer.status_code == 200, answer.text
    return {item["organisation"]["id"]: item["passed_on"] for item in answer.json()["items"]}


async def test_on_the_day_bodies_end_and_their_numbers_lead_to_those_that_took_over(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    plan = a_plan(councils, (COUNTY, NORTH), (COUNTY, SOUTH), (DISTRICT, NORTH))
    plan["transfers"][0] |= {"functions": ["Highways"], "contracts": ["ocds-213czf-1"]}
    succession = await planned(registrar, plan)
    assert succession["stage"] == "planned"
    await registry.due(datetime(2027, 3, 31, 22, tzinfo=UTC))
    assert (await registrar.get(f"{REGISTRY}/organisations/{COUNTY}")).json()["status"] == "active"
    await registry.due(datetime(2027, 3, 31, 23, tzinfo=UTC))  # midnight in British summer time
    await registry.due(datetime(2027, 4, 2, tzinfo=UTC))
    county = (await registrar.get(f"{REGISTRY}/organisations/{COUNTY}")).json()
    assert (county["status"], county["status_since"]) == ("dissolved", "2027-04-01")
    assert {it["organisation"] for it in county["successors"]} == {councils[NORTH], councils[SOUTH]}
    events = await registry.emitted()
    ended = [event for event in events if isinstance(event, BodySucceeded)]
    assert {str(event.entity) for event in ended} == {councils[COUNTY], councils[DISTRICT]}
    assert ended[0].succession.transfers[0].contracts == ["ocds-213czf-1"]
    assert {event.succession.stage for event in ended} == {"in_force"}
    assert {event.organisation.status for event in events if isinstance(event, OrganisationChanged)} == {"dissolved"}
    assert await heirs(registrar, COUNTY, "2027-03-31") == {councils[COUNTY]: []}
    assert await heirs(registrar, COUNTY, "2027-04-01") == {councils[each]: ["2027-04-01"] for each in (NORTH, SOUTH)}


async def test_a_succession_of_long_ago_is_in_force_at_once_and_chains_are_followed(
    registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    first = await planned(registrar, a_plan(councils, (DISTRICT, COUNTY), effective_on="2009-04-01"))
    await planned(registrar, a_plan(councils, (COUNTY, NORTH), effective_on="2023-04-01"))
    assert first["stage"] == "in_force"
    assert await heirs(registrar, DISTRICT, "2026-08-17") == {councils[NORTH]: ["2009-04-01", "2023-04-01"]}
    listed = await registrar.get(f"{REGISTRY}/successions", params={"organisation": councils[DISTRICT]})
    assert listed.json()["items"] == [first]


async def test_a_loop_is_refused_and_nothing_is_written(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    await planned(registrar, a_plan(councils, (DISTRICT, COUNTY)))
    await planned(registrar, a_plan(councils, (COUNTY, NORTH)))
    before = await registry.emitted()
    loop = a_plan(councils, (NORTH, DISTRICT))
    answer = await registrar.post(f"{REGISTRY}/successions", json=loop, headers=AUGUST)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/transfers")
    assert await registry.emitted() == before
    part = await planned(registrar, loop | {"continuing": [councils[NORTH]]})
    assert part["stage"] == "planned"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"transfers": []}, "/transfers"),
        ({"transfers": [{"predecessor": str(UUID(int=1)), "successor": str(UUID(int=2))}]}, "/transfers"),
        ({"costs": [{"on": "2026-08-18", "amount": {"amount": "1.00"}, "purpose": "Signs"}]}, "/costs/0/on"),
        ({"costs": [{"on": "2026-08-17", "amount": {"amount": "-1.00"}, "purpose": "X"}]}, "/costs/0/amount/amount"),
        ({"effective_on": "2027-02-30"}, "/effective_on"),
    ],
    ids=str,
)
async def test_what_nobody_could_mean_is_refused_at_its_place(
    registrar: httpx.AsyncClient, councils: dict[str, str], changes: dict[str, Any], path: str
) -> None:
    plan = a_plan(councils, (DISTRICT, NORTH)) | changes
    answer = await registrar.post(f"{REGISTRY}/successions", json=plan, headers=AUGUST)
    assert answer.status_code == 422, answer.text
    assert [error["path"] for error in answer.json()["errors"]] == [path]


async def test_the_bodies_concerned_keep_costs_tasks_and_lessons_and_nobody_else_does(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    plan = a_plan(councils, (DISTRICT, NORTH), checklist=[{"what": "Suppliers know whom to invoice"}])
    path = f"{REGISTRY}/successions/{(await planned(registrar, plan))['id']}"
    cost = {"on": "2026-08-01", "amount": {"amount": "39000000.00", "currency": "GBP"}, "purpose": "Programme"}
    said = plan | {"costs": [cost], "lessons": [{"told_on": "2026-08-17", "lesson": "Begin with the contracts."}]}
    successor = registry.client("commissioner", organisation=UUID(councils[NORTH]))
    told = await successor.put(path, json=said, headers=AUGUST)
    assert told.status_code == 200, told.text
    assert (told.json()["cost_to_date"]["amount"], told.json()["ready"]) == ("39000000.00", False)
    assert told.json()["checklist"][0]["due_on"] == "2027-04-01"
    *_, event = await registry.emitted()
    assert isinstance(event, SuccessionStated)
    assert (event.succession.cost_to_date, event.succession.lessons[0].lesson) == (
        "39000000.00",
        "Begin with the contracts.",
    )
    stranger = registry.client("commissioner", organisation=UUID(councils[SOUTH]))
    assert (await stranger.put(path, json=said)).status_code == 404
    assert (await successor.post(f"{REGISTRY}/successions", json=plan)).status_code == 403
    assert (await registry.client().get(path)).json() == told.json()


async def test_records_that_are_merged_before_and_after_the_day_resolve_too(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    await planned(registrar, a_plan(councils, (DISTRICT, NORTH)))
    for survivor, merged in ((COUNTY, DISTRICT), (SOUTH, NORTH)):
        body = {"survivor_id": councils[survivor], "merged_id": councils[merged], "reason": "One council."}
        assert (await registrar.post(f"{REGISTRY}/merges", json=body, headers=AUGUST)).status_code == 201
        await registry.due(datetime(2027, 4, 1, tzinfo=UTC))
    for reference in (DISTRICT, COUNTY, councils[DISTRICT]):
        assert await heirs(registrar, reference, "2027-04-01") == {councils[SOUTH]: ["2027-04-01"]}


async def test_a_plan_that_is_withdrawn_never_happens(
    registry: ServiceUnderTest, registrar: httpx.AsyncClient, councils: dict[str, str]
) -> None:
    succession = await planned(registrar, a_plan(councils, (DISTRICT, NORTH)))
    path = f"{REGISTRY}/successions/{succession['id']}/withdraw"
    answer = await registrar.post(path, json={"reason": "The order was not made."}, headers=AUGUST)
    assert (answer.status_code, answer.json()["stage"]) == (200, "withdrawn")
    await registry.due(datetime(2027, 5, 1, tzinfo=UTC))
    assert await heirs(registrar, DISTRICT, "2027-05-01") == {councils[DISTRICT]: []}
    assert (await registrar.post(path, json={"reason": "Again."})).status_code == 409
