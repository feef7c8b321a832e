"""What is published, as others fetch it."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from ocdsmerge import Merger
from services.transparency.tests.builders import NOTICE, NOW, a_procedure, an_announcement
from services.transparency.tests.checks import ocds_problems
from sqlalchemy import select

from chassis.testing import ServiceUnderTest
from transparency.releases.rules import profile
from transparency.releases.tables import releases

RELEASES = "/transparency/v1/ocdsReleasePackages"
RECORDS = "/transparency/v1/ocdsRecordPackages"
GRANTS = "/transparency/v1/360giving"
BULK = "/transparency/v1/bulk/ocds"
OCID = f"ocds-213czf-{NOTICE}"
pytestmark = pytest.mark.integration


@pytest.fixture
async def service(
    service_under_test: Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]],
) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in a_procedure():
            await service.feed(event, event.entity)
        yield service


async def read(service: ServiceUnderTest, path: str, **query: str) -> dict[str, Any]:
    answer = await service.client().get(path, params=query or None)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_procedure_can_be_read_as_a_package_of_valid_releases(service: ServiceUnderTest) -> None:
    package = await read(service, f"{RELEASES}/{OCID}")
    assert [release["tag"][-1] for release in package["releases"]] == [
        "tender",
        "award",
        "contract",
        "contractAmendment",
        "contractTermination",
    ]
    assert ocds_problems(package["releases"]) == []
    assert {"uri", "version", "publishedDate", "publisher", "license", "extensions"} <= package.keys()


async def test_its_record_is_what_the_reference_merge_makes_of_its_releases(service: ServiceUnderTest) -> None:
    package = await read(service, f"{RECORDS}/{OCID}")
    [record] = package["records"]
    assert record["compiledRelease"] == Merger(profile()).create_compiled_release(record["releases"])
    assert record["compiledRelease"]["contracts"][0]["value"]["amount"] == 2900000


async def test_one_release_can_be_read_by_its_own_id(service: ServiceUnderTest) -> None:
    release = (await read(service, f"{RELEASES}/{OCID}"))["releases"][2]
    assert (await read(service, f"{RELEASES}/{release['id']}"))["releases"] == [release]


async def test_a_rebuild_gives_the_same_bytes(service: ServiceUnderTest) -> None:
    async with service.sessions() as session:
        before = (await session.execute(select(releases).order_by(releases.c.id))).all()
    await service.rebuild()
    async with service.sessions() as session:
        assert (await session.execute(select(releases).order_by(releases.c.id))).all() == before


async def test_pages_follow_one_another_without_gap_or_repetition(service: ServiceUnderTest) -> None:
    whole = (await read(service, RELEASES))["releases"]
    page, seen = await read(service, RELEASES, limit="2"), []
    seen += page["releases"]
    while "links" in page:
        page = await read(service, page["links"]["next"].removeprefix("http://127.0.0.1:8080"))
        seen += page["releases"]
    assert seen == whole
    assert len(whole) == 5


@pytest.mark.parametrize(
    ("query", "tags"),
    [
        ({"stages": "tender"}, ["tender"]),
        ({"stages": "tender,award"}, ["tender", "award", "contract"]),
        ({"updatedTo": (NOW + timedelta(days=60)).isoformat()}, ["tender", "award"]),
        ({"updatedFrom": (NOW + timedelta(days=300)).isoformat()}, ["contractAmendment", "contractTermination"]),
        ({"buyer": "GB-PPON-PDTL-7248-GWZW", "stages": "award"}, ["award", "contract"]),
        ({"buyer": str(UUID(int=21)), "stages": "tender"}, ["tender"]),
        ({"buyer": "GB-LAE-XXX"}, []),
        ({"source": "imported"}, []),
        ({"source": "all", "stages": "tender"}, ["tender"]),
    ],
)
async def test_releases_can_be_asked_for_by_stage_time_buyer_and_source(
    service: ServiceUnderTest, query: dict[str, str], tags: list[str]
) -> None:
    assert [release["tag"][-1] for release in (await read(service, RELEASES, **query))["releases"]] == tags
    if "updatedTo" not in query:
        answer = await service.client().get(BULK, params=query)
        assert [json.loads(line)["tag"][-1] for line in answer.text.splitlines()] == tags


async def test_everything_can_be_taken_at_once_as_lines_or_as_a_package(service: ServiceUnderTest) -> None:
    for number in range(3):
        notice = an_announcement(notice_id=UUID(int=100 + number))
        event = a_procedure()[0].model_copy(update={"notice": notice, "event_id": UUID(int=200 + number)})
        await service.feed(event, notice.notice_id)
    answer = await service.client().get(BULK)
    found = [json.loads(line) for line in answer.text.splitlines()]
    package = await read(service, BULK, format="package")
    assert package["releases"] == found
    assert len(found) == 8
    assert ocds_problems(found) == []


async def test_what_a_reader_has_already_is_not_sent_again(service: ServiceUnderTest) -> None:
    client = service.client()
    tag = (await client.get(f"{RECORDS}/{OCID}")).headers["etag"]
    assert (await client.get(f"{RECORDS}/{OCID}", headers={"If-None-Match": tag})).status_code == 304


@pytest.mark.parametrize("path", [f"{RELEASES}?updatedFrom=2099-01-01T00:00:00Z", f"{GRANTS}?funder=GB-CHC-999999"])
async def test_who_asks_again_whether_there_is_anything_new_is_told_briefly_that_there_is_not(
    service: ServiceUnderTest, path: str
) -> None:
    client = service.client()
    nothing = await client.get(path, headers={"Commonweal-Now": "2026-11-25T09:00:00Z"})
    assert [] in nothing.json().values(), nothing.text
    later = {"Commonweal-Now": "2026-11-25T09:05:00Z", "If-None-Match": nothing.headers["etag"]}
    again = await client.get(path, headers=later)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", [f"{RELEASES}/ocds-nothing", f"{RECORDS}/ocds-nothing", f"{RECORDS}/a/b", f"{RECORDS}/%20"]
)
async def test_what_is_not_published_is_not_found(service: ServiceUnderTest, path: str) -> None:
    assert (await service.client().get(path)).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"stages": "implemented"},
        {"limit": "0"},
        {"limit": "101"},
        {"cursor": "forged"},
        {"updatedFrom": "2026-02-30T00:00:00Z"},
        {"updatedFrom": "2026-01-01"},
        {"buyer": "   "},
        {"buyer": "a\x00b"},
        {"buyer": "\u202eevil"},
        {"source": "elsewhere"},
        {"unknown": "1"},
    ],
)
async def test_what_cannot_be_meant_is_refused(service: ServiceUnderTest, query: dict[str, str]) -> None:
    answer = await service.client().get(RELEASES, params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
