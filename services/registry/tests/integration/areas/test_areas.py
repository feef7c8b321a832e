"""What an area's code stands for on a day, and what lies in an area, over HTTP."""

from collections.abc import AsyncIterator

import pytest

from chassis.testing import ServiceUnderTest, service_under_test
from registry.codes.commands import keep_codes
from registry.registers.domain import Code, Correspondence, Entry

pytestmark = pytest.mark.integration

POOLE, BOURNEMOUTH, BCP, DORSET = "E06000029", "E06000028", "E06000058", "E06000059"
SOUTH_WEST, ENGLAND = "E12000009", "E92000001"
TAKEN_OVER = {"relation": "succeeded_by", "on": "2019-04-01"}


def area(code: str, name: str, *within: str, current: bool = True) -> Code:
    """An area as the lists of areas give it."""
    more = {"within": list(within), "current": current}
    return Code("gss", code, name, parent=within[0] if within else None, more=more)


AREAS: tuple[Entry, ...] = (
    area(ENGLAND, "England"),
    area(SOUTH_WEST, "South West", ENGLAND),
    area(BCP, "Bournemouth, Christchurch and Poole", SOUTH_WEST, ENGLAND),
    area(DORSET, "Dorset", SOUTH_WEST, ENGLAND),
    area(POOLE, "Poole", SOUTH_WEST, ENGLAND, current=False),
    area(BOURNEMOUTH, "Bournemouth", SOUTH_WEST, ENGLAND, current=False),
    Correspondence("gss", POOLE, "gss", BCP, TAKEN_OVER),
    Correspondence("gss", BOURNEMOUTH, "gss-active", BCP),
)


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        async with service.sessions.begin() as session:
            await keep_codes(session, "test", [AREAS])
        yield service


async def names(registry: ServiceUnderTest, path: str, **asked: str) -> list[str]:
    answer = await registry.client().get(f"/registry/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def test_a_code_names_its_successor_and_a_successor_what_it_took_over(registry: ServiceUnderTest) -> None:
    client = registry.client()
    poole = (await client.get(f"/registry/v1/codes/gss/{POOLE}")).json()["counterparts"]
    assert poole == [{"list": "gss", "code": BCP, "says": TAKEN_OVER}]
    bcp = (await client.get(f"/registry/v1/codes/gss/{BCP}")).json()["counterparts"]
    assert {(it["code"], it["says"]["from"]) for it in bcp} == {(POOLE, True)}


@pytest.mark.parametrize(
    ("code", "on", "areas"),
    [
        (POOLE, "2019-03-31", ["Poole"]),
        (POOLE, "2019-04-01", ["Bournemouth, Christchurch and Poole"]),
        (BOURNEMOUTH, "2026-01-01", ["Bournemouth, Christchurch and Poole"]),
        (DORSET, "2026-01-01", ["Dorset"]),
    ],
)
async def test_an_abolished_area_is_what_took_over_by_that_day(
    registry: ServiceUnderTest, code: str, on: str, areas: list[str]
) -> None:
    assert await names(registry, f"/areas/{code}", on=on) == areas


async def test_an_area_holds_those_of_today_that_lie_in_it(registry: ServiceUnderTest) -> None:
    in_the_region = ["Bournemouth, Christchurch and Poole", "Dorset"]
    assert await names(registry, f"/areas/{SOUTH_WEST}/within") == in_the_region
    assert await names(registry, f"/areas/{ENGLAND}/within") == [*in_the_region, "South West"]


async def test_a_code_that_no_list_of_areas_has_is_not_found(registry: ServiceUnderTest) -> None:
    assert (await registry.client().get("/registry/v1/areas/E09999999")).status_code == 404
