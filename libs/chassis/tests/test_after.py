"""A script need never sleep: a later request waits until an earlier one's event has been read."""

import asyncio
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from libs.chassis.tests.desk import Desk, an_item, opened

from chassis import checkpoints
from chassis.checkpoints import Key
from chassis.projections import ProjectionSpec
from chassis.work import Work

ENTITY = uuid4()
READER = Key("tenders", "TENDERING_1")


@pytest.fixture
async def reading() -> AsyncIterator[Desk]:
    """A desk that listens to tendering."""
    async with opened(work=Work("registry", projections=[ProjectionSpec("tenders", "tendering", {}, [])])) as desk:
        yield desk


async def has_read(desk: Desk, version: int) -> None:
    async with desk.sessions.begin() as session:
        await checkpoints.see(session, READER, [(ENTITY, version)])


def after(version: int, service: str = "tendering") -> dict[str, str]:
    return {"Commonweal-After": f"{service}/{ENTITY}/{version}"}


async def test_what_has_been_read_is_not_waited_for(reading: Desk) -> None:
    await has_read(reading, 3)
    client = reading.client()
    for version in (1, 3):
        assert (await client.get("/items", headers=after(version))).status_code == 200


async def test_a_request_waits_until_the_event_is_read(reading: Desk) -> None:
    await has_read(reading, 1)
    waiting = asyncio.create_task(reading.client().get("/items", headers=after(2)))
    await asyncio.wait([waiting], timeout=0.2)
    assert not waiting.done()
    await has_read(reading, 2)
    assert (await waiting).status_code == 200


async def test_after_two_seconds_it_is_told_to_come_again(reading: Desk) -> None:
    began = time.monotonic()
    answer = await reading.client().post("/items", json=an_item(), headers=after(1))
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-yet-read")
    assert answer.headers["Retry-After"] == "1"
    assert 2 <= time.monotonic() - began < 4
    assert await reading.names() == []


async def test_nobody_waits_for_a_service_that_nobody_reads_nor_for_their_own(reading: Desk) -> None:
    client = reading.client()
    put = await client.post("/items", json=an_item())
    assert (await client.get("/items", headers=after(9, "ratings"))).status_code == 200
    own = await client.get("/items", headers={"Commonweal-After": put.headers["Commonweal-Event"]})
    assert own.status_code == 200


async def test_a_service_that_there_is_not_is_no_reason_to_go_on_at_once(reading: Desk) -> None:
    answer = await reading.client().get("/items", headers=after(1, "tendring"))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "header:commonweal-after")
