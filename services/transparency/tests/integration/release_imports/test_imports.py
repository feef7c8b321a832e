"""Other portals' releases, taken in over HTTP and given back as they came."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from services.transparency.tests.builders import a_procedure
from services.transparency.tests.checks import standards
from services.transparency.tests.foreign import a_package, a_release

from chassis.testing import ServiceUnderTest
from events.transparency import OrganisationSighted, ReleaseImported

IMPORTS = "/transparency/v1/imports/ocds"
RELEASES = "/transparency/v1/ocdsReleasePackages"
BULK = "/transparency/v1/bulk/ocds?source=imported"
pytestmark = pytest.mark.integration


@pytest.fixture
async def service(
    service_under_test: Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]],
) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        yield service


async def imported(service: ServiceUnderTest, body: str, **query: str) -> dict[str, Any]:
    answer = await service.client("platform_admin").post(IMPORTS, content=body.encode(), params=query)
    assert answer.status_code == 200, answer.text
    outcome: dict[str, Any] = answer.json()
    assert outcome["read"] == outcome["accepted"] + outcome["unchanged"] + len(outcome["rejected"])
    return outcome


async def given_back(service: ServiceUnderTest) -> list[dict[str, Any]]:
    answer = await service.client().get(BULK)
    return [json.loads(line) for line in answer.text.split("\n") if line]


async def test_an_import_run_again_has_no_effect(service: ServiceUnderTest) -> None:
    package = a_package(a_release(1), a_release(2))
    first = await imported(service, package)
    told = await service.emitted()
    assert (first["accepted"], first["unchanged"]) == (2, 0)
    assert [type(event) for event in told] == [ReleaseImported, ReleaseImported, OrganisationSighted]
    again = await imported(service, json.dumps(json.loads(package), indent=2, sort_keys=True))
    assert (again["accepted"], again["unchanged"], again["rejected"]) == (0, 2, [])
    assert await service.emitted() == told


async def test_rows_are_taken_or_rejected_one_by_one_with_their_reasons(service: ServiceUnderTest) -> None:
    changed = a_release(1, title="Something else")
    outcome = await imported(
        service, a_package(a_release(1), a_release(1), changed, a_release(2, date=None), a_release(3))
    )
    assert (outcome["accepted"], outcome["unchanged"]) == (2, 1)
    assert [(row["row"], row["reason"][:24]) for row in outcome["rejected"]] == [
        (3, "It is kept already with "),
        (4, "It has no date, so it ha"),
    ]
    assert await given_back(service) == [a_release(1), a_release(3)]


async def test_a_release_larger_than_any_event_is_kept_whole_and_its_event_carries_its_digest(
    service: ServiceUnderTest,
) -> None:
    lots = [{"id": str(number), "description": "x" * 1000} for number in range(600)]
    large = a_release(1, tender={"id": "1", "lots": lots})
    assert (await imported(service, a_package(large)))["accepted"] == 1
    [told] = [event for event in await service.emitted() if isinstance(event, ReleaseImported)]
    assert len(told.digest) == 64
    assert await given_back(service) == [large]


async def test_what_the_platform_publishes_itself_cannot_be_imported_over_it(service: ServiceUnderTest) -> None:
    await service.feed(a_procedure()[0], a_procedure()[0].entity)
    [own] = (await service.client().get(RELEASES)).json()["releases"]
    assert (await imported(service, a_package(own)))["unchanged"] == 1
    for forged in (own | {"language": "cy"}, own | {"id": "another"}):
        [rejection] = (await imported(service, a_package(forged)))["rejected"]
        assert rejection["name"].startswith(own["ocid"])
    record = (await service.client().get(f"/transparency/v1/ocdsRecordPackages/{own['ocid']}")).json()
    assert record["records"][0]["releases"] == [own]


async def test_others_releases_come_back_in_their_publishers_name_merged_by_time_not_by_text(
    service: ServiceUnderTest,
) -> None:
    earlier = a_release(1, id="b", date="2026-04-10T23:30:00+01:00", tender={"id": "1", "title": "Early"})
    later = a_release(1, id="a", date="2026-04-10T22:45:00Z", tender={"id": "1", "title": "Late"})
    await imported(service, a_package(later, earlier))
    package = (await service.client().get(f"{RELEASES}/{earlier['ocid']}")).json()
    assert package["publisher"] == {"name": "Portal of Example"}
    assert package["license"] == "https://portal.example/licence"
    assert package["releases"] == [earlier, later]
    record = (await service.client().get(f"/transparency/v1/ocdsRecordPackages/{earlier['ocid']}")).json()["records"][0]
    assert record["compiledRelease"]["tender"]["title"] == "Late"


async def test_two_imports_of_the_same_file_at_once_keep_everything_once(service: ServiceUnderTest) -> None:
    package = a_package(*(a_release(number) for number in range(30)))
    outcomes = await asyncio.gather(*(imported(service, package) for _ in range(3)))
    assert sorted((outcome["accepted"], outcome["unchanged"]) for outcome in outcomes) == [(0, 30), (0, 30), (30, 0)]
    assert len([event for event in await service.emitted() if isinstance(event, ReleaseImported)]) == 30


async def test_only_a_platform_admin_may_import(service: ServiceUnderTest) -> None:
    for client, status in (
        (service.client(), 401),
        (service.client("commissioner"), 403),
        (service.client("auditor"), 403),
    ):
        assert (await client.post(IMPORTS, content=a_package(a_release()).encode())).status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"1",
        b"\xff\xfe",
        b'{"releases": 1}',
        b"[" * 200_000,
        b'{"uri": NaN, "releases": []}',
        b'{"releases": [], "releases": []}',
    ],
)
async def test_a_body_without_releases_is_refused(service: ServiceUnderTest, body: bytes) -> None:
    answer = await service.client("platform_admin").post(IMPORTS, content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_the_four_portals_samples_come_in_whole_and_go_out_equal(service: ServiceUnderTest) -> None:
    files = sorted(standards("data/ocds").glob("*.json"))
    expected: list[dict[str, Any]] = []
    for path in files:
        outcome = await imported(service, path.read_text(encoding="utf-8"))
        assert outcome["rejected"] == []
        package = json.loads(path.read_text(encoding="utf-8"))
        expected += package.get("releases") or [record["compiledRelease"] for record in package["records"]]
    assert len(expected) == 256
    key = json.dumps
    assert sorted(await given_back(service), key=key) == sorted(expected, key=key)
    told = await service.emitted()
    for path in files:
        assert (await imported(service, path.read_text(encoding="utf-8")))["accepted"] == 0
    assert await service.emitted() == told
    for ocid in {release["ocid"] for release in expected}:
        record = (await service.client().get(f"/transparency/v1/ocdsRecordPackages/{ocid}")).json()["records"][0]
        assert record["compiledRelease"]["ocid"] == ocid
