"""Finding an organisation by what one remembers of its name."""

from collections.abc import AsyncIterator

import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test

ORGANISATIONS = "/registry/v1/organisations"
NAMES = [
    "Ashgate",
    "Ashgate Homeless Trust",
    "Northbridge & Ashgate Care",
    "Cyngor Sir Ynys Môn",
    "Northbridge City Council",
    "St John's Hospice",
]
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        registrar = service.client("registrar")
        for number, name in enumerate(NAMES):
            role = "buyer" if "Council" in name else "provider"
            body = registration(name=name, org_ids=[f"GB-CHC-{200000 + number}"], roles=[role])
            assert (await registrar.post(ORGANISATIONS, json=body)).status_code == 201
        yield service


async def found(registry: ServiceUnderTest, **asked: str) -> list[str]:
    visitor = registry.client()
    answer = await visitor.get(ORGANISATIONS, params=asked)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("ashgate", ["Ashgate", "Ashgate Homeless Trust", "Northbridge & Ashgate Care"]),
        ("ASHGATE HOM", ["Ashgate Homeless Trust", "Ashgate", "Northbridge & Ashgate Care"]),
        ("homless trust", ["Ashgate Homeless Trust"]),
        ("ynys mon", ["Cyngor Sir Ynys Môn"]),
        ("st. johns", ["St John's Hospice"]),
        ("no", ["Northbridge & Ashgate Care", "Northbridge City Council"]),
        ("quite another", []),
    ],
)
async def test_the_best_match_comes_first(registry: ServiceUnderTest, name: str, names: list[str]) -> None:
    assert await found(registry, name=name) == names


async def test_without_a_name_the_list_goes_from_a_to_z(registry: ServiceUnderTest) -> None:
    assert await found(registry) == [NAMES[0], NAMES[1], NAMES[3], NAMES[2], NAMES[4], NAMES[5]]


async def test_role_and_number_narrow_what_is_found(registry: ServiceUnderTest) -> None:
    assert await found(registry, role="buyer") == ["Northbridge City Council"]
    assert await found(registry, name="northbridge", role="provider") == ["Northbridge & Ashgate Care"]
    assert await found(registry, org_id="GB-CHC-200005") == ["St John's Hospice"]
    assert await found(registry, org_id="GB-CHC-200005", role="buyer") == []


@pytest.mark.parametrize("name", [None, "ashgate", "no"])
async def test_pages_hold_everything_once(registry: ServiceUnderTest, name: str | None) -> None:
    asked = {} if name is None else {"name": name}
    whole = await found(registry, **asked)
    names, cursor = [], None
    visitor = registry.client()
    while True:
        page = {**asked, "limit": "1"} | ({"cursor": cursor} if cursor else {})
        body = (await visitor.get(ORGANISATIONS, params=page)).json()
        names += [item["name"] for item in body["items"]]
        cursor = body["next"]
        if cursor is None:
            break
    assert names == whole


@pytest.mark.parametrize(
    "asked", [{"limit": "0"}, {"limit": "101"}, {"role": "king"}, {"org_id": "x"}, {"cursor": "!"}, {"q": "x"}]
)
async def test_a_question_that_makes_no_sense_is_refused(registry: ServiceUnderTest, asked: dict[str, str]) -> None:
    visitor = registry.client()
    assert (await visitor.get(ORGANISATIONS, params=asked)).status_code == 422
