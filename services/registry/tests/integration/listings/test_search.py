"""The search: what it finds, in which order, and that its pages neither skip nor repeat."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.builders import fact_in
from services.registry.tests.offering import BRIGHTON, DERBY, ENGLAND, SERVICES, offered, provider_of, stated
from sqlalchemy import insert

from chassis.testing import ServiceUnderTest, service_under_test
from registry.codes.tables import codes
from registry.worker import EVIDENCE

pytestmark = pytest.mark.integration
PLACES = {"capacity": 5, "vacancies": 2, "as_of": "2026-11-20"}
FULL = PLACES | {"vacancies": 0}


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def found(registry: ServiceUnderTest, **query: Any) -> list[str]:
    """The names, in order."""
    answer = await registry.client().get(SERVICES, params=query)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def test_who_looks_in_an_area_for_free_places_finds_just_those(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    await offered(provider, name="Here with places", areas=[{"code": DERBY}], places=PLACES)
    await offered(provider, name="Here and full", areas=[{"code": DERBY}], places=FULL)
    await offered(provider, name="Here, not counted", areas=[{"code": DERBY}])
    await offered(provider, name="There", areas=[{"code": BRIGHTON}], places=PLACES)
    await offered(provider, name="Everywhere", areas=[{"code": ENGLAND}], places=PLACES)
    assert await found(registry, area=DERBY, with_places="true") == ["Everywhere", "Here with places"]
    assert await found(registry, area=DERBY) == ["Everywhere", "Here and full", "Here, not counted", "Here with places"]


async def test_areas_within_one_another_are_known_from_their_list(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    ward, region = "E05001770", "E12000004"
    for name, code in (("Ward", ward), ("Region", region), ("Elsewhere", BRIGHTON)):
        await offered(provider, name=name, areas=[{"code": code}])
    assert await found(registry, area=DERBY) == []
    rows = [(ward, [DERBY, region, ENGLAND]), (DERBY, [region, ENGLAND])]
    async with registry.sessions.begin() as session:
        for code, within in rows:
            row = {"list": "gss", "code": code, "vintage": "", "name": code, "register": "ons"}
            await session.execute(insert(codes).values(row | {"more": {"within": within, "current": True}}))
    assert await found(registry, area=DERBY) == ["Region", "Ward"]
    assert await found(registry, area=ward) == ["Region", "Ward"]


async def test_a_survivor_answers_for_what_a_merged_body_offered(registry: ServiceUnderTest) -> None:
    survivor, _ = await provider_of(registry, name="Harbour Trust")
    merged, provider = await provider_of(registry)
    await offered(provider)
    body = {"survivor_id": str(survivor), "merged_id": str(merged), "reason": "The Commission's register of mergers."}
    answer = await registry.client("registrar").post("/registry/v1/merges", json=body)
    assert answer.status_code == 201, answer.text
    [item] = (await registry.client().get(SERVICES)).json()["items"]
    assert (item["organisation_id"], item["organisation_name"]) == (str(survivor), "Harbour Trust")


async def test_a_class_is_that_of_the_organisation_by_its_standing_verdict(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry)
    await offered(provider, name="Peer support")
    _, other = await provider_of(registry, name="Another")
    await offered(other, name="Nobody knows")
    facts = {"facts": [fact_in("board_members", 8), fact_in("board_members_users", 5)]}
    path, now = f"/registry/v1/organisations/{own}/evidence", {"Commonweal-Now": "2026-11-25T09:00:00Z"}
    answer = await registry.client("registrar").post(path, json=facts, headers=now)
    assert answer.status_code == 201, answer.text
    for event in await registry.emitted():
        if isinstance(event, tuple(EVIDENCE)):
            await registry.feed(event, event.entity)
    for day, names in (("2026-11-26", ["Peer support"]), ("2029-01-01", [])):
        at = {"Commonweal-Now": f"{day}T09:00:00Z"}
        answer = await registry.client().get(SERVICES, params={"class": "user_led"}, headers=at)
        assert [item["name"] for item in answer.json()["items"]] == names
    refused = await registry.client().get(SERVICES, params={"class": "nice"})
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "query:class")


async def test_a_term_narrows_down_and_its_services_other_terms_are_counted(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    debt, housing = ({"taxonomy": "esdServiceTypes", "name": name} for name in ("Debt advice", "Housing advice"))
    both = await offered(provider, name="Both", terms=[debt, housing])
    await offered(provider, name="Housing only", terms=[housing])
    [term] = [it["id"] for it in await terms_of(registry) if it["name"] == "Debt advice"]
    answer = (await registry.client().get(SERVICES, params={"term": term})).json()
    assert [item["id"] for item in answer["items"]] == [both["id"]]
    assert {value["value"] for value in answer["facets"]["terms"]} == {"Debt advice", "Housing advice"}


async def terms_of(registry: ServiceUnderTest) -> list[dict[str, Any]]:
    answer = await registry.client().get("/registry/v1/openreferral/taxonomy_terms")
    return list(answer.json()["contents"])


async def test_people_find_what_is_for_them(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    for_youth = {"minimum_age": 16, "maximum_age": 25, "beneficiaries": ["Care leavers"]}
    await offered(provider, name="Youth club", eligibility=for_youth, languages=["en", "pl"])
    await offered(provider, name="Lunch club", eligibility={"minimum_age": 60}, languages=["en"])
    assert await found(registry, beneficiaries="care  LEAVERS") == ["Youth club"]
    assert await found(registry, language="PL") == ["Youth club"]
    assert await found(registry, age=70) == ["Lunch club"]
    assert await found(registry, age=16) == ["Youth club"]
    answer = (await registry.client().get(SERVICES)).json()
    assert answer["facets"]["languages"] == [{"value": "en", "count": 2}, {"value": "pl", "count": 1}]
    assert answer["facets"]["beneficiaries"] == [{"value": "care leavers", "count": 1}]


async def test_words_are_found_in_any_form_and_best_in_names(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    await offered(provider, name="Debt clinic", description="For whoever owes.")
    await offered(provider, name="Advice for tenants", description="Also when you are in debt.")
    await offered(provider, name="Choir", description="Singing.")
    assert await found(registry, q="debts") == ["Debt clinic", "Advice for tenants"]
    assert await found(registry, q="debt clinc") == ["Debt clinic"]
    assert await found(registry, q="nothing of the kind") == []


async def test_the_nearest_comes_first_and_what_is_far_not_at_all(registry: ServiceUnderTest) -> None:
    _, provider = await provider_of(registry)
    for name, latitude, longitude in (("Bristol", 51.4545, -2.5879), ("Bath", 51.3811, -2.359), ("York", 53.96, -1.08)):
        place = {"name": name, "kind": "virtual", "latitude": latitude, "longitude": longitude}
        await offered(provider, name=name, locations=[place])
    await offered(provider, name="Nowhere")
    answer = (await registry.client().get(SERVICES, params={"near": "51.38,-2.36", "within": 30})).json()
    assert [(item["name"], item["metres"]) for item in answer["items"]] == [("Bath", 141), ("Bristol", 17844)]
    refused = await registry.client().get(SERVICES, params={"near": "91,0"})
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "query:near")


async def test_what_is_not_running_is_not_found(registry: ServiceUnderTest) -> None:
    own, provider = await provider_of(registry)
    kept = await offered(provider, name="Open")
    gone = await offered(provider, name="Gone")
    await offered(provider, name="Closed", status="temporarily closed")
    now = {"Commonweal-Now": "2026-11-25T09:00:00Z"}
    await provider.post(f"{SERVICES}/{gone['id']}/withdraw", json={"reason": "The lease has ended."}, headers=now)
    assert await found(registry) == ["Open"]
    verify = f"/registry/v1/organisations/{own}/verify"
    await registry.client("registrar").post(verify, json={"register": "GB-CHC", "status": "dissolved"})
    assert await found(registry) == []
    assert (await registry.client().get(f"{SERVICES}/{kept['id']}")).status_code == 200


@pytest.mark.parametrize("query", [{}, {"q": "shelter"}, {"near": "51.5,-1.5", "within": "200"}], ids=str)
async def test_whatever_others_do_meanwhile_a_service_that_stays_comes_exactly_once(
    registry: ServiceUnderTest, query: dict[str, str]
) -> None:
    _, provider = await provider_of(registry)
    place = {"name": "Here", "kind": "virtual", "latitude": 51.5}
    now = {"Commonweal-Now": "2026-11-25T09:00:00Z"}

    def body(number: int, name: str) -> dict[str, Any]:
        return {"name": f"Shelter {name} {number}", "locations": [place | {"longitude": -1.5 + number / 100}]}

    staying = [await offered(provider, **body(number, "stays")) for number in range(9)]
    moving = [await offered(provider, **body(number, "moves")) for number in range(9)]
    reader, seen, cursor, turn = registry.client(), [], None, 0
    while True:
        answer = await reader.get(SERVICES, params={**query, "limit": 4, **({"cursor": cursor} if cursor else {})})
        seen += [item["id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
        if cursor is None:
            break
        path = f"{SERVICES}/{moving[turn]['id']}"
        await provider.put(path, json=stated(**body(20 - turn * 5, "a" if turn % 2 else "z")), headers=now)
        await provider.post(f"{SERVICES}/{moving[-1 - turn]['id']}/withdraw", json={"reason": "Full."}, headers=now)
        await offered(provider, **body(turn, "is new"))
        turn += 1
    assert [seen.count(service["id"]) for service in staying] == [1] * len(staying)
