"""The search over organisations and registers: what it finds, once each, and in pages that neither skip nor repeat."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.registry.tests.charity_files import charities, same_bodies
from services.registry.tests.company_files import COMMON, companies, company_file
from services.registry.tests.register_files import imported
from sqlalchemy import insert

from chassis.testing import ServiceUnderTest, service_under_test
from registry.codes.tables import codes

SEARCH, ADOPT = "/registry/v1/search", "/registry/v1/registers/GB-CHC/{}/adopt"
ORGANISATIONS = "/registry/v1/organisations"
CHARITY, COMPANY = "GB-CHC-1090095", "GB-COH-00000001"
ASHGATE = {"registered_charity_number": "1090095", "charity_type": "CIO", "charity_is_cio": "True"}
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        await imported(service, charities(ASHGATE), "charity.txt")
        yield service


async def answer(registry: ServiceUnderTest, **query: Any) -> Any:
    got = await registry.client().get(SEARCH, params=query)
    assert got.status_code == 200, got.text
    return got.json()


async def names(registry: ServiceUnderTest, **query: Any) -> list[str]:
    return [item["name"] for item in (await answer(registry, **query))["items"]]


async def all_pages(registry: ServiceUnderTest, **query: Any) -> list[str]:
    """The first org-id of every hit on every page."""
    seen, page = [], await answer(registry, **query)
    while True:
        seen += [item["org_ids"][0] for item in page["items"]]
        if page["next"] is None:
            return seen
        page = await answer(registry, **query, cursor=page["next"])


async def test_a_body_is_found_however_it_is_typed(registry: ServiceUnderTest) -> None:
    for typed in (
        *("Ashgate Homeless Trust", "ashgate", "ASHG", "homeless ashgate", "Ashgate Homless Trust", "Ashgat homles"),
        *("GB-CHC-1090095", "gb-chc-1090095", "1090095", "109 0095", "GB-CHC-1090095-0", "The Ashgate Trust Ltd"),
    ):
        (hit,) = (await answer(registry, q=typed))["items"]
        assert (hit["name"], hit["org_ids"], hit["organisation_id"]) == ("Ashgate Homeless Trust", [CHARITY], None)
        assert (hit["classes"], hit["status"], hit["postcode"]) == (["charity", "cio"], "live", "DE1 2FS")


async def test_what_is_not_alike_is_not_found(registry: ServiceUnderTest) -> None:
    assert await names(registry, q="Zebra") == []
    assert await names(registry, q="1090096") == []


async def test_matched_words_are_marked_misspelt_ones_too(registry: ServiceUnderTest) -> None:
    (hit,) = (await answer(registry, q="ashgat homles"))["items"]
    marked = [hit["matched_name"][it["start"] : it["end"]] for it in hit["marks"]]
    assert marked == ["Ashgate", "Homeless"]


async def test_a_body_of_several_registers_is_found_once_by_any_of_its_numbers(registry: ServiceUnderTest) -> None:
    await imported(registry, b"".join(company_file(1)), "companies.csv")
    assert len((await answer(registry))["items"]) == 2
    await imported(registry, same_bodies((CHARITY, COMPANY)), "pairs.csv")
    (hit,) = (await answer(registry))["items"]
    assert sorted(hit["org_ids"]) == [CHARITY, COMPANY]
    for number in (CHARITY, COMPANY, "gb-coh-1"):
        assert len(await names(registry, org_id=number)) == 1
        assert len(await names(registry, q=number)) == 1


async def test_an_adopted_body_is_found_once_as_the_organisation(registry: ServiceUnderTest) -> None:
    adopted = (await registry.client("registrar").post(ADOPT.format("1090095"))).json()
    for query in ({"q": "ashgate"}, {"q": "ashgat homles"}, {"org_id": CHARITY}, {}, {"register": "GB-CHC"}):
        (hit,) = (await answer(registry, **query))["items"]
        assert hit["organisation_id"] == adopted["id"]
    assert (await answer(registry))["facets"]["counted"] == 1


async def test_a_merged_record_is_found_as_the_one_that_it_was_merged_into(registry: ServiceUnderTest) -> None:
    registrar = registry.client("registrar")
    ids = []
    for name, number in (("Harbour Trust", "GB-COH-01234567"), ("Quayside Lettings", "GB-COH-07654321")):
        body = {"name": name, "org_ids": [number]}
        ids.append((await registrar.post(ORGANISATIONS, json=body)).json()["id"])
    merge = {"survivor_id": ids[0], "merged_id": ids[1], "reason": "The same board."}
    merged = await registrar.post("/registry/v1/merges", json=merge)
    assert merged.is_success, merged.text
    for query in ({"q": "quayside"}, {"org_id": "GB-COH-07654321"}, {"q": "harbour"}):
        (hit,) = (await answer(registry, **query))["items"]
        assert hit["organisation_id"] == ids[0]
    (hit,) = (await answer(registry, q="quayside"))["items"]
    assert hit["matched_name"] == "Quayside Lettings"


async def test_a_former_name_finds_and_is_shown(registry: ServiceUnderTest) -> None:
    await imported(registry, b"".join(company_file(21)), "companies.csv")
    former = next(row[-1] for row in companies(21) if row[-1])
    hits = (await answer(registry, q=former))["items"]
    assert hits[0]["matched_name"] == former != hits[0]["name"]


async def test_pages_neither_skip_nor_repeat_and_facets_sum(registry: ServiceUnderTest) -> None:
    await imported(registry, b"".join(company_file(700)), "companies.csv")
    everything = await all_pages(registry, limit=97)
    assert len(everything) == len(set(everything)) == 701
    bearers = [f"GB-COH-{row[1]}" for row in companies(700) if COMMON in row[0].split()]
    first = await answer(registry, q=COMMON, limit=100)
    assert sorted(await all_pages(registry, q=COMMON, limit=7))[: len(bearers)] == bearers
    assert first["facets"]["counted"] == len(bearers)
    statuses = {it["value"]: it["count"] for it in first["facets"]["statuses"]}
    assert statuses == {"live": len(bearers)}
    registers = (await answer(registry))["facets"]["registers"]
    assert registers == [{"value": "GB-COH", "count": 700}, {"value": "GB-CHC", "count": 1}]


async def test_class_register_status_and_role_narrow(registry: ServiceUnderTest) -> None:
    await imported(registry, b"".join(company_file(40)), "companies.csv")
    expected = sorted(f"GB-COH-{row[1]}" for row in companies(40) if row[10] == "Community Interest Company")
    assert sorted(await all_pages(registry, **{"class": "community_interest_company"})) == expected
    assert await names(registry, **{"class": "cio"}, register="GB-CHC", status="live") == ["Ashgate Homeless Trust"]
    assert await names(registry, **{"class": "cio"}, register="GB-COH") == []
    assert await names(registry, status="ended") == []
    assert await names(registry, role="buyer") == []


async def test_an_area_finds_what_lies_in_it(registry: ServiceUnderTest) -> None:
    site = {"kind": "operating", "address": {"postcode": "DE1 3AA", "country": "GB"}, "area": "E06000015"}
    body = {"name": "Harbour Homes", "roles": ["provider"], "sites": [site]}
    assert (await registry.client("registrar").post(ORGANISATIONS, json=body)).status_code == 201
    derby = {"list": "gss", "code": "E06000015", "vintage": "", "name": "Derby", "register": "ons"}
    async with registry.sessions.begin() as session:
        within = {"within": ["E12000004", "E92000001"], "current": True}
        await session.execute(insert(codes).values(derby | {"more": within}))
    for area in ("E06000015", "E12000004"):
        assert await names(registry, area=area) == ["Harbour Homes"]
    assert await names(registry, area="E12000001") == []
    facets = (await answer(registry, role="provider"))["facets"]
    assert facets["regions"] == [{"value": "E12000004", "count": 1}]


async def test_bad_questions_are_refused_by_name(registry: ServiceUnderTest) -> None:
    for query in ("class=nothing", "org_id=nonsense", "area=Derby", "status=asleep", "cursor=x", "q="):
        got = await registry.client().get(f"{SEARCH}?{query}")
        assert got.status_code == 422
        assert got.json()["errors"][0]["path"].startswith("query:")


async def test_nothing_typed_breaks_it(registry: ServiceUnderTest) -> None:
    for typed in ("%", "_", "'", "\\", "a' or 1=1 --", "(((", "🦊", "ﷺ" * 200, "1", ":text", "a b c d e " * 20):
        assert isinstance((await answer(registry, q=typed))["items"], list)
