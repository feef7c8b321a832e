"""A rebuild while everything runs: the old projection is there until the new one is, and nothing between is seen."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from libs.chassis.tests.city import KNOWN, City, on_organisation
from libs.chassis.tests.streams import caught_up, relay_of, relayed
from nats.js import JetStreamContext
from sqlalchemy import text

from chassis.projections import Projection
from chassis.rebuild import rebuild
from chassis.standing import standings
from chassis.stream import Sent, follow
from chassis.work import Work
from events.registry import OrganisationRegistered


class Interruption(Exception):
    """Something comes between."""


async def built(city: City, jetstream: JetStreamContext, events: int = 40) -> Projection:
    """A projection that has read so many events."""
    entity = await city.register("Name 0")
    for number in range(1, events):
        await city.rename(entity, f"Name {number}")
    await relayed(relay_of(city, jetstream))
    projection = Projection(KNOWN, city.sessions)
    await caught_up(projection, jetstream)
    return projection


async def test_everybody_reads_the_old_until_the_new_is_whole(
    city: City, jetstream: JetStreamContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.stream.BATCH", 5)
    projection = await built(city, jetstream)
    async with city.sessions.begin() as session:
        await session.execute(text("update known set name = 'of an old handler'"))
    old, seen = await city.read(), []

    async def look() -> None:
        seen.append(await city.read())

    looking: list[asyncio.Task[None]] = []
    await rebuild(projection, jetstream, lambda *_: looking.append(asyncio.create_task(look())))
    await asyncio.gather(*looking)
    new = await city.read()
    assert old in seen
    assert [row[1] for row in new[0]] == ["Name 39"]
    assert new[1:] == old[1:]  # numbered rows, too, are what they were
    assert all(read in (old, new) for read in seen)
    assert await projection.position() == 40


async def test_a_rebuild_that_breaks_off_leaves_the_old(city: City, jetstream: JetStreamContext) -> None:
    projection = await built(city, jetstream)
    old = await city.read()

    def break_off(*_: int) -> None:
        raise Interruption

    with pytest.raises(Interruption):
        await rebuild(projection, jetstream, break_off)
    assert await city.read() == old
    assert await projection.position() == 40


async def test_its_reader_goes_on_after_a_rebuild(city: City, jetstream: JetStreamContext) -> None:
    projection, entity = await built(city, jetstream, events=3), await city.register("Later")
    following = asyncio.create_task(follow(projection, jetstream))
    try:
        await rebuild(projection, jetstream)
        await relayed(relay_of(city, jetstream))
        async with asyncio.timeout(20):
            while entity not in {row[0] for row in (await city.read())[0]}:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def test_a_reader_that_is_stopped_just_as_something_comes_stops(city: City, jetstream: JetStreamContext) -> None:
    projection, taken = await built(city, jetstream, events=3), asyncio.Event()

    class Deaf(Projection):
        """Goes on when it is cancelled, as Python 3.11's `wait_for` does when its result is there."""

        async def take(self, batch: Sequence[Sent], head: int = 0) -> int:
            taken.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            return await super().take(batch, head)

    await city.register("Later")
    await relayed(relay_of(city, jetstream))
    following = asyncio.create_task(follow(Deaf(KNOWN, city.sessions), jetstream))
    await taken.wait()
    following.cancel()
    stopped, _ = await asyncio.wait([following], timeout=20)
    assert stopped
    assert await projection.position() == 4


async def test_a_rebuilt_projection_goes_by_the_code_that_rebuilt_it(city: City, jetstream: JetStreamContext) -> None:
    await built(city, jetstream, events=2)
    mended = Projection(replace(KNOWN, handlers={OrganisationRegistered: on_organisation}), city.sessions)
    await rebuild(mended, jetstream)
    async with city.sessions() as session:
        [standing] = await standings(session, Work("tendering", projections=[mended.spec]))
    assert (standing.stale, standing.position) == (False, 2)
