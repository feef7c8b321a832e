"""Owners over HTTP: who may say what, what cannot be so, and who stands at the top."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import OwnershipStated

ORGANISATIONS = "/registry/v1/organisations"
NOW = {"Commonweal-Now": "2026-11-20T09:00:00Z"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def organisation(registry: ServiceUnderTest, name: str, **changes: Any) -> str:
    """The id of an organisation that a registrar registered."""
    said = registration(name=name, **changes)
    answer = await registry.client("registrar").post(ORGANISATIONS, json=said, headers=NOW)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def held(owner: str | dict[str, Any], kind: str = "shareholding", share: Any = None, **changes: Any) -> dict[str, Any]:
    """What a client sends to state that somebody holds something."""
    by = {"organisation": owner} if isinstance(owner, str) else owner
    said = {"owner": by, "kind": kind, "source": "GB-COH", "retrieved_on": "2026-11-19"}
    return said | ({} if share is None else {"share": share if isinstance(share, dict) else {"exact": share}}) | changes


async def state(registry: ServiceUnderTest, subject: str, *args: Any, **changes: Any) -> httpx.Response:
    body = held(*args, **changes)
    return await registry.client("registrar").post(f"{ORGANISATIONS}/{subject}/ownership", json=body, headers=NOW)


async def stated(registry: ServiceUnderTest, subject: str, *args: Any, **changes: Any) -> dict[str, Any]:
    answer = await state(registry, subject, *args, **changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def tree(registry: ServiceUnderTest, subject: str, on: str = "2026-11-20") -> dict[str, Any]:
    answer = await registry.client().get(f"{ORGANISATIONS}/{subject}/ownership?on={on}", headers=NOW)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def last_told(registry: ServiceUnderTest, subject: str) -> OwnershipStated:
    events = await registry.emitted()
    return [it for it in events if isinstance(it, OwnershipStated) and it.entity == UUID(subject)][-1]


async def test_a_chain_leads_to_the_top_and_everybody_below_is_told(registry: ServiceUnderTest) -> None:
    home, middle, top = [await organisation(registry, name) for name in ("Home", "Middle", "Top")]
    await stated(registry, home, middle, share="0.80", starts_on="2020-01-01")
    await stated(registry, middle, top, "parent", starts_on="2024-01-01")
    found = await tree(registry, home)
    assert (found["group"]["id"], found["ultimate_controller"]["id"]) == (top, top)
    assert [link["owner"]["name"] for link in found["chain"]] == ["Middle", "Top"]
    assert [member["name"] for member in found["members"]] == ["Home", "Middle", "Top"]
    assert (await tree(registry, home, "2023-12-31"))["group"]["id"] == middle
    assert (await tree(registry, home, "2019-12-31"))["group"]["id"] == home
    told = await last_told(registry, home)
    assert [str(it.group.id) for it in told.positions] == [home, middle, top]
    assert [str(it.last) for it in told.positions] == ["2019-12-31", "2023-12-31", "None"]


async def test_half_is_no_control_and_anything_over_it_is(registry: ServiceUnderTest) -> None:
    home, half, more = [await organisation(registry, name) for name in ("Home", "Half", "More")]
    first = await stated(registry, home, half, share="0.50", ceased_on="2025-01-01")
    over_half = {"minimum": "0.50", "maximum": "0.75", "exclusive_minimum": True}
    too_much = await state(registry, home, more, share=over_half)
    await stated(registry, home, more, share=over_half, starts_on="2025-01-01")
    assert (too_much.status_code, first["share"]["exact"]) == (409, "1/2")
    assert (await tree(registry, home, "2024-12-31"))["group"]["id"] == home
    assert (await tree(registry, home))["group"]["id"] == more


async def test_a_parent_overseas_is_the_ultimate_controller_with_its_country(registry: ServiceUnderTest) -> None:
    home, sister = [await organisation(registry, name) for name in ("Home", "Sister")]
    overseas = {"entity": {"name": "Harbour Holdings Inc", "country": "US", "org_id": "US-EIN-123456789"}}
    first = await stated(registry, home, overseas, "voting_rights", "1")
    second = await stated(registry, sister, overseas, "voting_rights", "0.75")
    assert first["owner_id"] == second["owner_id"]
    found = await tree(registry, home)
    assert found["ultimate_controller"] == {
        "id": first["owner_id"],
        "type": "entity",
        "name": "Harbour Holdings Inc",
        "country": "US",
    }
    group = await registry.client().get(f"/registry/v1/groups/{first['owner_id']}", headers=NOW)
    members = await registry.client().get(f"/registry/v1/groups/{first['owner_id']}/members?limit=1", headers=NOW)
    rest = await registry.client().get(members.links["next"]["url"], headers=NOW)
    assert (group.json()["country"], group.json()["members"]) == ("US", 2)
    assert [members.json()["items"][0]["name"], rest.json()["items"][0]["name"]] == ["Home", "Sister"]
    assert (await last_told(registry, sister)).positions[-1].controller.country == "US"


async def test_a_person_is_shown_and_never_named_in_an_event(registry: ServiceUnderTest) -> None:
    home = await organisation(registry, "Home")
    person = {"person": {"name": "Marigold Threlfall", "country": "IE", "nationality": "IE", "born": "1975-01"}}
    await stated(registry, home, person, share="0.90")
    found = await tree(registry, home)
    assert (found["ultimate_controller"]["name"], found["group"]["id"]) == ("Marigold Threlfall", home)
    told = await last_told(registry, home)
    assert (told.positions[-1].controller.type, told.positions[-1].controller.country) == ("person", "IE")
    assert not any(word in told.model_dump_json() for word in ("Marigold", "Threlfall", "1975"))


async def test_an_owner_nobody_knows_controls_and_makes_no_group(registry: ServiceUnderTest) -> None:
    home = await organisation(registry, "Home")
    await stated(registry, home, {"unspecified": {"type": "unknown_entity", "reason": "No answer."}}, share="1")
    found = await tree(registry, home)
    assert (found["group"]["id"], found["ultimate_controller"]["type"]) == (home, "unknown_entity")


async def test_circular_ownership_is_refused_with_the_circle(registry: ServiceUnderTest) -> None:
    first, second, third = [await organisation(registry, name) for name in ("Oak", "Elm", "Ash")]
    await stated(registry, first, second, share="0.10")
    await stated(registry, second, third, share="0.10", starts_on="2024-01-01")
    refused = await state(registry, third, first, share="0.10")
    itself = await state(registry, third, third, share="0.10")
    assert (refused.status_code, itself.status_code) == (409, 409)
    for name in ("Oak", "Elm", "Ash", "2024-01-01"):
        assert name in refused.json()["detail"]
    assert len([it for it in await registry.emitted() if isinstance(it, OwnershipStated)]) == 2
    fine = await state(registry, third, first, share="0.10", starts_on="2022-01-01", ceased_on="2024-01-01")
    assert fine.status_code == 201, "nobody owns themselves on any one day"


async def test_racing_writers_build_no_circle(registry: ServiceUnderTest) -> None:
    ring = [await organisation(registry, f"Ring {n}") for n in range(4)]
    answers = await asyncio.gather(*(state(registry, ring[n], ring[n - 1], share="0.30") for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 409]


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"share": {"exact": "2.00"}}, 422, "part of one"),
        ({"share": {"minimum": "0.75", "maximum": "0.25"}}, 422, "share"),
        ({"share": {"exact": "0.5", "minimum": "0.1"}}, 422, "exact"),
        ({"share": {"exact": "0.70"}}, 409, "110 %"),
        ({"starts_on": "2026-11-21"}, 422, "has not come"),
        ({"retrieved_on": "2027-01-01"}, 422, "has not come"),
        ({"starts_on": "2026-01-02", "ceased_on": "2026-01-01"}, 422, "later day"),
        ({"kind": "joint_venture", "share": {"exact": "0.5"}}, 422, "together"),
        ({"kind": "parent", "share": {"exact": "0.5"}}, 422, "without a share"),
        ({"owner": {"organisation": str(uuid4())}}, 422, "no organisation"),
        ({"owner": {}}, 422, "one organisation"),
    ],
)
async def test_what_cannot_be_so_is_refused_and_nothing_is_kept(
    registry: ServiceUnderTest, changes: dict[str, Any], status: int, said: str
) -> None:
    home, owner, other = [await organisation(registry, name) for name in ("Home", "Owner", "Other")]
    await stated(registry, home, other, share="0.40")
    before = len(await registry.emitted())
    body = held(owner, share="0.10") | changes
    answer = await registry.client("registrar").post(f"{ORGANISATIONS}/{home}/ownership", json=body, headers=NOW)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert len((await tree(registry, home))["direct"]) == 1
    assert len(await registry.emitted()) == before


async def test_the_same_interest_is_stated_once_for_a_day(registry: ServiceUnderTest) -> None:
    home, owner = [await organisation(registry, name) for name in ("Home", "Owner")]
    first = await stated(registry, home, owner, share="0.10", ceased_on="2025-01-01")
    again = await state(registry, home, owner, share="0.20", starts_on="2024-12-31")
    later = await state(registry, home, owner, share="0.20", starts_on="2025-01-01")
    assert (again.status_code, later.status_code) == (409, 201)
    assert first["id"] in again.json()["detail"]


async def test_a_correction_leaves_what_was_said_on_record(registry: ServiceUnderTest) -> None:
    home, owner = [await organisation(registry, name) for name in ("Home", "Owner")]
    own, registrar = registry.client("provider", organisation=UUID(home)), registry.client("registrar")
    path = f"{ORGANISATIONS}/{home}/ownership"
    first = await own.post(path, json=held(owner, share="0.60"), headers=NOW)
    said = {key: value for key, value in held(owner, share="0.40", reason="Misread.").items() if key != "owner"}
    tag = {"If-Match": first.headers["ETag"], **NOW}
    second = await own.put(f"{path}/{first.json()['id']}", json=said, headers=tag)
    stale = await own.put(f"{path}/{first.json()['id']}", json=said, headers=tag)
    why = {"reason": "Another company."}
    gone = await registrar.post(f"{path}/{first.json()['id']}/withdraw", json=why, headers=NOW)
    again = await own.put(f"{path}/{first.json()['id']}", json=said, headers=NOW)
    assert [it.status_code for it in (first, second, stale, gone, again)] == [201, 200, 412, 200, 409]
    versions = (await registry.client().get(f"{path}/statements")).json()["items"]
    assert [(it["version"], it["share"]["exact"], it["withdrawn"]) for it in versions] == [
        (1, "3/5", False),
        (2, "2/5", False),
        (3, "2/5", True),
    ]
    assert (await tree(registry, home))["group"]["id"] == home
    assert (await last_told(registry, home)).interests == []


async def test_only_the_organisation_and_registrars_speak_for_it(registry: ServiceUnderTest) -> None:
    home, owner = [await organisation(registry, name) for name in ("Home", "Owner")]
    path = f"{ORGANISATIONS}/{home}/ownership"
    stranger = await registry.client("provider", organisation=UUID(owner)).post(
        path, json=held(owner, share="1"), headers=NOW
    )
    visitor = await registry.client().post(path, json=held(owner, share="1"), headers=NOW)
    registered = await stated(registry, home, owner, share="1")
    own = registry.client("provider", organisation=UUID(home))
    overruled = await own.post(f"{path}/{registered['id']}/withdraw", json={"reason": "No."}, headers=NOW)
    assert [it.status_code for it in (stranger, visitor, overruled)] == [404, 401, 403]


async def test_a_joint_venture_is_its_owners_by_share(registry: ServiceUnderTest) -> None:
    names = ("Venture", "North", "South", "Group")
    venture, north, south, group = [await organisation(registry, name) for name in names]
    await stated(registry, north, group, "parent")
    registrar, path = registry.client("registrar"), f"{ORGANISATIONS}/{venture}/joint-venture"

    async def split(*parts: tuple[str, str], **changes: Any) -> httpx.Response:
        owners = [{"owner": {"organisation": it}, "share": share} for it, share in parts]
        body = {"owners": owners, "source": "deed", "retrieved_on": "2026-11-19", **changes}
        return await registrar.put(path, json=body, headers=NOW)

    short = await split((north, "0.30"), (south, "0.69"))
    whole = await split((north, "1/3"), (south, "2/3"), starts_on="2020-01-01")
    silent = await split((north, "1/2"), (south, "1/2"), starts_on="2025-01-01")
    anew = await split((north, "1/2"), (south, "1/2"), starts_on="2025-01-01", reason="Shares were sold.")
    assert [it.status_code for it in (short, whole, silent, anew)] == [409, 200, 409, 200]
    assert "99 %" in short.json()["detail"]
    early, late = await tree(registry, venture, "2024-12-31"), await tree(registry, venture)
    assert {it["group"]["name"]: it["share"] for it in early["attribution"]} == {"Group": "1/3", "South": "2/3"}
    assert {it["group"]["name"]: it["share"] for it in late["attribution"]} == {"Group": "1/2", "South": "1/2"}
    assert late["group"]["id"] == venture
    told = await last_told(registry, venture)
    assert [sorted(it.share for it in position.attribution) for position in told.positions] == [
        ["1"],
        ["1/3", "2/3"],
        ["1/2", "1/2"],
    ]
