"""Each check of the core, and the bug that it would catch: planted here, it makes the check fail."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from libs.chassis.tests.city import KNOWN, City, changed, changes, on_organisation, registered
from libs.chassis.tests.streams import relay_of, relayed
from nats.js import JetStreamContext
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import checkpoints, parked, relay
from chassis.checkpoints import Checkpoint
from chassis.ledger import chain, emit, ledger
from chassis.parked import Lanes
from chassis.projections import Projection, Write
from chassis.relay import NUMBERED, Relay, Row
from chassis.stream import Sent, linked
from chassis.testing.service import Producer
from chassis.verify import verify
from events.registry import OrganisationChanged, OrganisationRegistered
from kernel.identifiers import new_id

# A command that commits late is not forgotten.


class CursorRelay(Relay):
    """The bug: it asks for what comes after the last row it saw."""

    seen = 0

    async def number(self, connection: AsyncConnection) -> tuple[int, Sequence[Row]]:
        async with connection.begin():
            position, seal = await self.head(connection)
            later = select(ledger.c.seq, ledger.c.body).where(ledger.c.seq > self.seen).order_by(ledger.c.seq)
            for row in (await connection.execute(later)).mappings().all():
                position, self.seen = position + 1, row["seq"]
                seal = chain(seal, position, row["body"])
                place = {"of_seq": row["seq"], "new_position": position, "new_hash": seal}
                await connection.execute(NUMBERED, [place])
        return position, ()


async def forgotten(city: City, one: Relay) -> int:
    """The first to write is the last to commit. Returns how many committed events have no place afterwards."""
    entity = new_id()
    async with city.sessions.begin() as slow:
        await emit(slow, entity, registered(entity, "slow"))
        await city.register("quick")
        await relayed(one)
    await relayed(one)
    async with city.sessions() as session:
        query = select(func.count()).select_from(ledger).where(ledger.c.position.is_(None))
        return int(await session.scalar(query) or 0)


@pytest.mark.parametrize(("kind", "lost"), [(Relay, 0), (CursorRelay, 1)])
async def test_what_commits_late_gets_its_place(
    city: City, jetstream: JetStreamContext, kind: type[Relay], lost: int
) -> None:
    assert await forgotten(city, relay_of(city, jetstream, kind)) == lost


# A command that was rolled back leaves no hole.


class EarlyRelay(Relay):
    """The bug: an event's place is the number it drew before it was committed."""

    async def number(self, connection: AsyncConnection) -> tuple[int, Sequence[Row]]:
        async with connection.begin():
            position, seal = await self.head(connection)
            drawn = select(ledger.c.seq, ledger.c.body).where(ledger.c.position.is_(None)).order_by(ledger.c.seq)
            for row in (await connection.execute(drawn)).mappings().all():
                position = row["seq"]
                seal = chain(seal, position, row["body"])
                place = {"of_seq": row["seq"], "new_position": position, "new_hash": seal}
                await connection.execute(NUMBERED, [place])
        return position, ()


async def after_a_rollback(city: City, one: Relay) -> list[int]:
    """Something fails after it drew a number. Returns the places that the ledger has then."""
    entity = new_id()
    async with city.sessions() as session:
        await emit(session, entity, registered(entity))
        await session.rollback()
    await city.register()
    async with city.engine.connect() as connection:
        await one.number(connection)
    async with city.sessions() as session:
        return list((await session.scalars(select(ledger.c.position).order_by(ledger.c.seq))).all())


@pytest.mark.parametrize(("kind", "places"), [(Relay, [1]), (EarlyRelay, [2])])
async def test_what_was_rolled_back_leaves_no_hole(
    city: City, jetstream: JetStreamContext, kind: type[Relay], places: list[int]
) -> None:
    assert await after_a_rollback(city, relay_of(city, jetstream, kind)) == places


# A zombie leader writes nothing twice.


async def beside_a_zombie(city: City, jetstream: JetStreamContext) -> list[str]:
    """A leader that was thought dead goes on after its successor has published. Returns what `verify` finds."""
    for _ in range(20):
        await city.register()
    zombie, successor = relay_of(city, jetstream), relay_of(city, jetstream)
    async with city.engine.connect() as connection:
        await zombie.agreed(connection)
        _, rows = await zombie.number(connection)
        await relayed(successor)
        await zombie.publish(connection, rows)
    return await verify(city.engine, jetstream, "registry")


async def test_a_zombie_is_kept_from_the_stream_by_the_fence(city: City, jetstream: JetStreamContext) -> None:
    assert await beside_a_zombie(city, jetstream) == []


async def test_without_the_fence_it_would_not_be(
    city: City, jetstream: JetStreamContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    fenced: Callable[..., dict[str, str]] = relay.headers
    fence = "Nats-Expected-Last-Sequence"
    monkeypatch.setattr(relay, "headers", lambda *row: {k: v for k, v in fenced(*row).items() if k != fence})
    assert "REGISTRY_1 has 21, the ledger has not" in await beside_a_zombie(city, jetstream)


# A crash between effects and checkpoint does nothing twice.


class Crash(OSError):
    """The process dies here."""


class TwoTransactions(Projection):
    """The bug: effects are committed, then the checkpoint."""

    async def advance(self, batch: Sequence[Sent], head: int, how: Callable[..., Awaitable[None]]) -> int:
        async with self.sessions.begin() as session:
            links = list(linked(batch, await checkpoints.hold(session, self.key)))
            await how(session, links, Lanes(self.key, (), ()))
        async with self.sessions.begin() as session:
            last = links[-1]
            await checkpoints.move(session, self.key, Checkpoint(last.position, last.seal), head)
        return last.position


@pytest.mark.parametrize(("kind", "effects"), [(Projection, 2), (TwoTransactions, 4)])
async def test_a_crash_before_the_checkpoint_moves_undoes_the_effects(
    city: City, monkeypatch: pytest.MonkeyPatch, kind: type[Projection], effects: int
) -> None:
    projection, registry = kind(KNOWN, city.sessions), Producer("registry")
    await projection.begin()
    batch = [registry.records(registered(entity), entity) for entity in (new_id(), new_id())]
    with monkeypatch.context() as dying:

        async def die(*_: object) -> None:
            raise Crash

        dying.setattr(checkpoints, "move", die)
        with pytest.raises(Crash):
            await projection.take(batch)
    await kind(KNOWN, city.sessions).take(batch)
    assert len(await city.rows(changes)) == effects


# Every event that a projection asks for has its effect, or is parked with its reason.


def careful(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """Cannot bear one name, and says so."""
    if event.organisation.name == "poison":
        raise ValueError("poison")
    yield from on_organisation(event)


def swallowing(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """The bug: cannot bear one name, and hides it."""
    try:
        yield from careful(event)
    except ValueError:
        return


@pytest.mark.parametrize(("handler", "missing"), [(careful, 0), (swallowing, 1)])
async def test_no_event_disappears(city: City, handler: Callable[..., Iterator[Write]], missing: int) -> None:
    projection = Projection(replace(KNOWN, handlers=dict.fromkeys(KNOWN.handlers, handler)), city.sessions)
    registry, entity = Producer("registry"), new_id()
    await projection.begin()
    batch = [registry.records(event, entity) for event in (registered(entity), changed(entity, "poison"))]
    batch.append(registry.records(registered(new_id()), new_id()))
    await projection.take(batch)
    accounted = len(await city.rows(changes)) + len(await city.rows(parked.parked))
    assert len(batch) - accounted == missing


# What passes by trying again is never parked.


async def test_a_lock_that_is_held_too_long_parks_nothing(city: City) -> None:
    projection, registry, entity = Projection(KNOWN, city.sessions), Producer("registry"), new_id()
    await projection.begin()
    batch = [registry.records(registered(entity), entity)]
    async with city.sessions.begin() as held:
        await held.execute(text("lock table known"))
        outcome = await asyncio.gather(projection.take(batch), return_exceptions=True)
    assert "lock timeout" in str(outcome)
    assert await city.rows(parked.parked) == []
    assert await projection.take(batch) == 1
