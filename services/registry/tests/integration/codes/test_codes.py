"""Code lists over HTTP."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from chassis.testing import ServiceUnderTest, service_under_test
from registry.codes.commands import keep_codes
from registry.registers.domain import Code

pytestmark = pytest.mark.integration

CPV = (
    Code("cpv", "85310000-5", "Social work services", "2008", "85300000-2", more={"category": "services"}),
    Code("cpv", "85311000-2", "Social work services with accommodation", "2008", "85310000-5"),
    Code("cpv", "85312000-9", "Social work services without accommodation", "2008", "85310000-5"),
)
ITL = (
    Code("itl", "TLC3", "Tees Valley", "2025", "TLC"),
    Code("itl", "TLC1", "Tees Valley and Durham", "2021", "TLC"),
    Code("itl", "TLH3", "Essex", "2021", "TLH"),
    Code("itl", "TLH3", "Essex, as in 2025", "2025", "TLH"),
)


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        async with service.sessions.begin() as session:
            await keep_codes(session, "test", [CPV, ITL])
        yield service


async def names(registry: ServiceUnderTest, path: str, **asked: str) -> list[str]:
    answer = await registry.client().get(f"/registry/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def test_the_lists_say_how_many_codes_they_have_and_of_which_editions(registry: ServiceUnderTest) -> None:
    answer = await registry.client().get("/registry/v1/codes")
    assert answer.json()["items"] == [
        {"name": "cpv", "codes": 3, "vintages": ["2008"]},
        {"name": "itl", "codes": 4, "vintages": ["2021", "2025"]},
    ]


async def test_a_list_is_paged_in_the_order_of_its_codes(registry: ServiceUnderTest) -> None:
    client = registry.client()
    first = (await client.get("/registry/v1/codes/cpv", params={"limit": "2"})).json()
    second = (await client.get("/registry/v1/codes/cpv", params={"limit": "2", "cursor": first["next"]})).json()
    assert [it["code"] for it in [*first["items"], *second["items"]]] == ["85310000-5", "85311000-2", "85312000-9"]
    assert second["next"] is None


async def test_a_list_can_be_asked_for_what_stands_under_a_code_or_in_an_edition(registry: ServiceUnderTest) -> None:
    under = await names(registry, "/codes/cpv", parent="85310000-5")
    assert under == ["Social work services with accommodation", "Social work services without accommodation"]
    assert await names(registry, "/codes/itl", vintage="2021") == ["Tees Valley and Durham", "Essex"]
    assert await names(registry, "/codes/no-such-list") == []


async def test_a_code_has_its_name_and_its_place(registry: ServiceUnderTest) -> None:
    answer = await registry.client().get("/registry/v1/codes/cpv/85310000-5")
    assert answer.json() == {
        "list": "cpv",
        "code": "85310000-5",
        "vintage": "2008",
        "name": "Social work services",
        "parent": "85300000-2",
        "valid_from": None,
        "valid_to": None,
        "more": {"category": "services"},
        "counterparts": [],
    }


async def test_a_code_of_several_editions_is_that_of_the_newest_unless_one_is_named(registry: ServiceUnderTest) -> None:
    client = registry.client()
    assert (await client.get("/registry/v1/codes/itl/TLH3")).json()["name"] == "Essex, as in 2025"
    assert (await client.get("/registry/v1/codes/itl/TLH3", params={"vintage": "2021"})).json()["name"] == "Essex"


async def test_a_code_that_no_list_has_is_not_found(registry: ServiceUnderTest) -> None:
    client = registry.client()
    for path in ("codes/cpv/00000000-0", "codes/nothing/1"):
        assert (await client.get(f"/registry/v1/{path}")).status_code == 404, path


async def test_the_same_list_again_writes_nothing_and_a_changed_code_is_written(registry: ServiceUnderTest) -> None:
    renamed = Code("cpv", "85311000-2", "Housing with care", "2008", "85310000-5", date(2026, 1, 1))
    async with registry.sessions.begin() as session:
        assert await keep_codes(session, "test", [CPV, ITL]) == [False, False]
        assert await keep_codes(session, "test", [ITL, (CPV[0], renamed), ()]) == [False, True, False]
    found = (await registry.client().get("/registry/v1/codes/cpv/85311000-2")).json()
    assert (found["name"], found["valid_from"]) == ("Housing with care", "2026-01-01")


async def test_of_two_entries_for_one_code_the_later_stands(registry: ServiceUnderTest) -> None:
    async with registry.sessions.begin() as session:
        first, second = Code("sic", "01110", "Rice"), Code("sic", "01110", "Growing of cereals")
        assert await keep_codes(session, "test", [(first,), (second,)]) == [True, True]
    assert await names(registry, "/codes/sic") == ["Growing of cereals"]
