"""What the scenario's list of bad inputs holds for the area `publishing`: refused as a problem, or documented."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from services.transparency.tests.checks import STANDARDS
from services.transparency.tests.foreign import a_package, a_release

from chassis.testing import ServiceUnderTest

ROWS = STANDARDS.parent / "scenario" / "bad_inputs.jsonl"
RELEASES = "/transparency/v1/ocdsReleasePackages"
pytestmark = pytest.mark.integration


@pytest.fixture
async def service(
    service_under_test: Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]],
) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        yield service


def values(where: str) -> list[Any]:
    if not ROWS.exists():
        pytest.skip("the scenario's bad inputs are not on this machine")
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    found = [row for row in rows if (row["area"], row["where"]) == ("publishing", where)]
    return [row["value_repeat"][0] * row["value_repeat"][1] if "value_repeat" in row else row["value"] for row in found]


def shown(value: Any) -> str:
    """As a program that does not look would put it into an address."""
    return value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize(
    ("where", "parameter"),
    [("export.filter", "buyer"), ("published_at", "updatedFrom"), ("page", "cursor")],
)
async def test_a_filter_that_means_nothing_is_refused_or_finds_nothing(
    service: ServiceUnderTest, where: str, parameter: str
) -> None:
    await service.client("platform_admin").post(
        "/transparency/v1/imports/ocds", content=a_package(a_release()).encode()
    )
    for value in values(where):
        answer = await service.client().get(RELEASES, params={parameter: shown(value), "source": "all"})
        assert answer.status_code in {200, 422}, value
        assert answer.status_code == 422 or answer.json()["releases"] == [], value
        assert "X-Injected" not in answer.headers


async def test_a_name_that_nothing_has_is_not_found_or_refused(service: ServiceUnderTest) -> None:
    for value in values("notice.id"):
        for path in (RELEASES, "/transparency/v1/ocdsRecordPackages"):
            answer = await service.client().get(f"{path}/{value}")
            assert answer.status_code in {404, 422}, value
            assert answer.headers["content-type"] == "application/problem+json"


async def test_an_address_inside_a_release_is_kept_as_published_and_never_visited(service: ServiceUnderTest) -> None:
    releases = [
        a_release(number, tender={"id": "1", "documents": [{"id": "1", "url": value}]})
        for number, value in enumerate(values("ocds.url"))
    ]
    answer = await service.client("platform_admin").post(
        "/transparency/v1/imports/ocds", content=a_package(*releases).encode()
    )
    assert answer.json()["accepted"] == len(releases)
    linked = {
        "ocid": "a",
        "releases": [{"url": value, "date": "2026-01-01", "tag": ["tender"]} for value in values("ocds.url")],
    }
    answer = await service.client("platform_admin").post(
        "/transparency/v1/imports/ocds", content=json.dumps({"records": [linked]}).encode()
    )
    assert "links are not followed" in answer.json()["rejected"][0]["reason"]


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_a_packed_body_is_refused_before_it_is_unpacked(service: ServiceUnderTest, encoding: str) -> None:
    headers = {"Content-Encoding": encoding}
    answer = await service.client("platform_admin").post("/transparency/v1/imports/ocds", content=b"x", headers=headers)
    assert answer.status_code == 415


async def test_json_lines_with_blank_lines_are_read_past_them(service: ServiceUnderTest) -> None:
    body = f"{json.dumps(a_release(1))}\n\n  \n{json.dumps(a_release(2))}\n"
    answer = await service.client("platform_admin").post("/transparency/v1/imports/ocds", content=body.encode())
    assert answer.json()["accepted"] == 2
