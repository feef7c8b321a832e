"""A worker's jobs go on whatever one of them meets, and what stands still is seen by every process."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from libs.chassis.tests.city import KNOWN, City, count_names, known
from libs.chassis.tests.streams import STREAM
from nats.js import JetStreamContext
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import work as working
from chassis.checkpoints import checkpoints
from chassis.halts import halted
from chassis.ledger import RELAY
from chassis.relay import StreamAhead
from chassis.settings import Settings
from chassis.standing import has_read, standings
from chassis.testing import broker
from chassis.verify import verify
from chassis.work import Work, keep, run


class Applied:
    """A derive step that tells when it has seen so many organisations."""

    def __init__(self, expected: int) -> None:
        self.expected, self.seen, self.all = expected, set[UUID](), asyncio.Event()

    async def __call__(self, session: AsyncSession, entities: Collection[UUID]) -> None:
        await count_names(session, entities)
        self.seen |= set(entities)
        if len(self.seen) == self.expected:
            self.all.set()

    async def committed(self, city: City) -> None:
        """Wait for that, and then for the transaction that holds the checkpoint."""
        async with asyncio.timeout(10):
            await self.all.wait()
            async with city.sessions.begin() as session:
                await session.execute(select(checkpoints).with_for_update())

    __module__ = __name__
    __qualname__ = "Applied"


@asynccontextmanager
async def at_work(city: City, work: Work) -> AsyncIterator[None]:
    settings = Settings(database_url=city.url, nats_url=broker().url, sandbox=True)
    task = asyncio.create_task(run(work, settings, city.engine))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 2)


async def test_what_is_committed_here_is_read_there_and_survives_the_loss_of_the_stream(
    city: City, jetstream: JetStreamContext
) -> None:
    both = Applied(2)
    work = Work("registry", projections=[replace(KNOWN, derive=both)])
    first = await city.register("Before anybody works")
    async with at_work(city, work):
        second = await city.register("While they work")
        await both.committed(city)
    assert {row[0] for row in await city.rows(known)} == {first, second}
    async with city.sessions() as session:
        assert await has_read(session, replace(work, service="tendering"), "registry", second, 1)
        [standing] = await standings(session, work)
    assert (standing.position, standing.lag, standing.parked, standing.stale) == (2, 0, 0, False)

    await jetstream.delete_stream(STREAM)
    third = Applied(1)
    async with at_work(city, Work("registry", projections=[replace(KNOWN, derive=third)])):
        await city.register("After the stream was wiped")
        await third.committed(city)
    assert len(await city.rows(known)) == 3
    assert await verify(city.engine, jetstream, "registry") == []


async def test_what_stands_still_is_told_to_everybody(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "HALTED", 0)
    again = asyncio.Event()

    async def restored() -> None:
        async with city.sessions() as session:
            if await halted(session):
                again.set()
        raise StreamAhead("REGISTRY_1 is ahead")

    job = asyncio.create_task(keep(RELAY, restored, city.sessions))
    async with asyncio.timeout(5):
        await again.wait()
    job.cancel()
    async with city.sessions() as session:
        assert await halted(session) == {RELAY: "REGISTRY_1 is ahead"}


async def test_a_job_that_breaks_is_begun_again(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "AGAIN", 0)
    begun, third = [0], asyncio.Event()

    async def breaks() -> None:
        begun[0] += 1
        if begun[0] == 3:
            third.set()
        raise ConnectionResetError

    job = asyncio.create_task(keep("known", breaks, city.sessions))
    async with asyncio.timeout(5):
        await third.wait()
    job.cancel()
    async with city.sessions() as session:
        assert await halted(session) == {}
