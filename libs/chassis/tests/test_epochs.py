"""A ledger that was restored begins anew: what was withdrawn is unlearned, and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from libs.chassis.tests.city import KNOWN, MONDAY, City, changes, founded, known
from libs.chassis.tests.streams import relay_of, relayed
from nats.js import JetStreamContext
from nats.js.errors import APIError
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import parked
from chassis.bus import declared
from chassis.checkpoints import checkpoints
from chassis.database import sessions_of
from chassis.epochs import Epoch, current_epoch, live
from chassis.following import follow_on
from chassis.ledger import Halted, emit, ledger
from chassis.projections import Projection
from chassis.reactions import Reaction, ReactionSpec, story_time
from chassis.reconcile import begin_epoch, difference
from chassis.relay import StreamAhead
from chassis.standing import has_read
from chassis.stream import Missed
from chassis.verify import verify
from chassis.work import Work
from events.registry import OrganisationRegistered
from events.transparency import OrganisationSighted

Reader = Projection | Reaction


@pytest.fixture
async def reader() -> AsyncIterator[City]:
    """The database of a service that reads the city's ledger."""
    async with founded() as one:
        one.sessions = sessions_of(one.engine, "transparency")
        yield one


async def echo(session: AsyncSession, event: OrganisationRegistered, now: object) -> None:
    """Tell of it in a ledger of one's own."""
    name = f"heard of {event.organisation.name}"
    said = OrganisationSighted(occurred_at=MONDAY, name=name, org_ids=[], roles=[], source="test")
    await emit(session, event.entity, said)


ECHO = ReactionSpec("echo", "registry", {OrganisationRegistered: echo})


async def read_all(reader: Reader, jetstream: JetStreamContext) -> None:
    """Let it follow, as a worker would, until it is at the end of the newest stream."""
    told = await live(jetstream, "registry")
    assert told is not None
    following = asyncio.create_task(follow_on(reader, jetstream))
    try:
        async with asyncio.timeout(10):
            while await of(reader) != (told.config.name, told.state.last_seq):
                await asyncio.wait([following], timeout=0.05)
                if following.done():
                    following.result()
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def set_back(city: City, position: int) -> None:
    """As a restored backup would leave the ledger."""
    async with city.engine.begin() as connection:
        await connection.execute(text("delete from ledger where position > :at or position is null"), {"at": position})
        await connection.execute(text("delete from heads"))
        counted = "select entity, max(entity_version), max(occurred_at) from ledger group by entity"
        await connection.execute(text(f"insert into heads {counted}"))


async def reconciled(city: City, jetstream: JetStreamContext) -> Epoch:
    """A new epoch, whose stream is filled."""
    epoch = await begin_epoch(city.engine, jetstream, "registry")
    assert await relayed(relay_of(city, jetstream)) >= epoch.began_at
    return epoch


async def heard(city: City) -> list[str]:
    """What `echo` has told."""
    async with city.sessions() as session:
        bodies = await session.scalars(select(ledger.c.body).order_by(ledger.c.seq))
        return [bytes(body).decode().split("heard of ")[1].split('"')[0] for body in bodies]


async def names(city: City) -> list[str]:
    return sorted(str(row[1]) for row in await city.rows(known))


async def of(reader: Reader) -> tuple[str, int]:
    async with reader.sessions() as session:
        row = (await session.execute(select(checkpoints))).one_or_none()
        return ("", 0) if row is None else (row.stream, row.position)


async def restored(city: City, jetstream: JetStreamContext, *, at: int = 2) -> list[UUID]:
    """Five organisations on the stream, of which the ledger knows the first two."""
    entities = [await city.register(f"Number {number}") for number in range(1, 6)]
    await relayed(relay_of(city, jetstream))
    await set_back(city, at)
    return entities


async def test_what_would_be_withdrawn_is_told_before_anything_is_done(city: City, jetstream: JetStreamContext) -> None:
    entities = await restored(city, jetstream)
    with pytest.raises(StreamAhead):
        await relayed(relay_of(city, jetstream))
    found = await difference(city.engine, jetstream, "registry")
    assert found is not None
    assert (found.stream, found.head, found.fork) == ("REGISTRY_1", 2, 2)
    assert [each.position for each in found.withdrawn] == [3, 4, 5]
    assert [each.entity for each in found.withdrawn] == [str(entity) for entity in entities[2:]]


async def test_what_differs_and_is_no_longer_than_the_ledger_is_found_too(
    city: City, jetstream: JetStreamContext
) -> None:
    await restored(city, jetstream)
    for _ in range(4):
        await city.register("In the other time")
    async with city.engine.connect() as connection:
        await relay_of(city, jetstream).number(connection)
    found = await difference(city.engine, jetstream, "registry")
    assert found is not None
    assert (found.head, found.fork, len(found.withdrawn)) == (6, 2, 3)
    await reconciled(city, jetstream)
    assert await verify(city.engine, jetstream, "registry") == []


async def test_there_is_nothing_to_reconcile_while_stream_and_ledger_agree(
    city: City, jetstream: JetStreamContext
) -> None:
    assert await difference(city.engine, jetstream, "registry") is None
    await city.register()
    assert await difference(city.engine, jetstream, "registry") is None
    await relayed(relay_of(city, jetstream))
    await city.register()
    assert await difference(city.engine, jetstream, "registry") is None


async def test_a_new_epoch_has_a_stream_of_its_own_and_the_old_one_stays_as_it_was(
    city: City, jetstream: JetStreamContext
) -> None:
    await restored(city, jetstream)
    assert await reconciled(city, jetstream) == Epoch(2, 2)
    await city.register("In the second epoch")
    assert await relayed(relay_of(city, jetstream)) == 3
    assert await verify(city.engine, jetstream, "registry") == []
    old = await jetstream.stream_info("REGISTRY_1")
    assert (old.state.last_seq, old.config.sealed) == (5, True)
    with pytest.raises(APIError):
        await jetstream.publish("retired.REGISTRY_1", b"more")


async def test_an_epoch_that_was_begun_by_halves_is_begun_again(city: City, jetstream: JetStreamContext) -> None:
    await restored(city, jetstream)
    await begin_epoch(city.engine, jetstream, "registry")
    async with city.engine.begin() as connection:
        await connection.execute(text("delete from epochs"))  # it broke off before its commit
    with pytest.raises(StreamAhead, match="REGISTRY_2 is in use, and not REGISTRY_1"):
        await relayed(relay_of(city, jetstream))
    assert await difference(city.engine, jetstream, "registry") is not None
    assert await reconciled(city, jetstream) == Epoch(3, 2)
    assert await verify(city.engine, jetstream, "registry") == []


async def test_a_lost_stream_of_a_later_epoch_is_refilled_and_tells_when_it_began(
    city: City, jetstream: JetStreamContext
) -> None:
    await restored(city, jetstream)
    await reconciled(city, jetstream)
    for stream in ("REGISTRY_1", "REGISTRY_2"):
        await jetstream.delete_stream(stream)
    assert await relayed(relay_of(city, jetstream)) == 2
    told = await live(jetstream, "registry")
    assert told is not None
    assert told.config.metadata is not None
    assert told.config.metadata["commonweal-began-at"] == "2"


async def test_a_broker_that_went_back_to_an_earlier_epoch_is_reconciled_too(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    projection = Projection(KNOWN, reader.sessions)
    await city.register("Number 1")
    await relayed(relay_of(city, jetstream))
    await begin_epoch(city.engine, jetstream, "registry")
    await relayed(relay_of(city, jetstream))
    await read_all(projection, jetstream)
    for stream in ("REGISTRY_1", "REGISTRY_2"):
        await jetstream.delete_stream(stream)
    await jetstream.add_stream(declared("registry"))  # as an old volume has it
    with pytest.raises(StreamAhead, match="REGISTRY_1 is in use, and not REGISTRY_2"):
        await relayed(relay_of(city, jetstream))
    with pytest.raises(Missed):
        await follow_on(projection, jetstream)
    assert await difference(city.engine, jetstream, "registry") is not None
    assert await reconciled(city, jetstream) == Epoch(3, 1)
    await read_all(projection, jetstream)
    assert await of(projection) == ("REGISTRY_3", 1)


async def test_a_reader_that_read_nothing_withdrawn_only_goes_on(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    await city.register("Number 1")
    await relayed(relay_of(city, jetstream))
    projection = Projection(KNOWN, reader.sessions)
    await read_all(projection, jetstream)
    async with reader.engine.begin() as connection:
        await connection.execute(text("update changes set name = 'as it was read'"))  # which a rebuild would not keep
    await restored(city, jetstream, at=3)
    await reconciled(city, jetstream)
    await read_all(projection, jetstream)
    assert await of(projection) == ("REGISTRY_2", 3)
    assert await names(reader) == ["Number 1", "Number 1", "Number 2"]
    assert "as it was read" in {row[2] for row in await reader.rows(changes)}
    assert await verify(reader.engine, jetstream, "tendering") == []


async def test_a_projection_of_what_was_withdrawn_is_built_anew(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    projection = Projection(KNOWN, reader.sessions)
    [*_, withdrawn] = await restored(city, jetstream)
    await read_all(projection, jetstream)
    assert await of(projection) == ("REGISTRY_1", 5)
    work = Work("tendering", [KNOWN])
    async with reader.sessions() as session:
        assert await has_read(session, work, "registry", withdrawn, 1)
    assert any("retired" in each for each in await verified_after(city, reader, jetstream))
    await city.register("Another number 3")
    await relayed(relay_of(city, jetstream))
    await read_all(projection, jetstream)
    assert await of(projection) == ("REGISTRY_2", 3)
    assert await names(reader) == ["Another number 3", "Number 1", "Number 2"]
    async with reader.sessions() as session:
        assert not await has_read(session, work, "registry", withdrawn, 1)
    assert await verify(reader.engine, jetstream, "tendering") == []


async def verified_after(city: City, reader: City, jetstream: JetStreamContext) -> list[str]:
    """What `verify` says of a reader that has not followed into the new epoch yet."""
    await reconciled(city, jetstream)
    return await verify(reader.engine, jetstream, "tendering")


@pytest.mark.parametrize("lost", [False, True], ids=["the old stream is there", "the broker lost it"])
async def test_a_reaction_goes_back_to_the_fork_and_does_nothing_twice(
    city: City,
    reader: City,
    jetstream: JetStreamContext,
    caplog: pytest.LogCaptureFixture,
    lost: bool,
) -> None:
    reaction = Reaction(ECHO, reader.sessions, story_time)
    await restored(city, jetstream)
    await read_all(reaction, jetstream)
    await reconciled(city, jetstream)
    if lost:
        await jetstream.delete_stream("REGISTRY_1")
    await city.register("Another number 3")
    await relayed(relay_of(city, jetstream))
    await read_all(reaction, jetstream)
    assert await of(reaction) == ("REGISTRY_2", 3)
    assert await heard(reader) == [f"Number {number}" for number in range(1, 6)] + ["Another number 3"]
    told = [each for each in caplog.messages if "which is withdrawn" in each]
    assert len(told) == (0 if lost else 3)


async def test_what_was_set_aside_of_withdrawn_positions_does_not_stop_those_who_stand_there_now(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    projection = Projection(KNOWN, reader.sessions)
    await restored(city, jetstream)
    await read_all(projection, jetstream)
    gone = {"reader": "known", "stream": "REGISTRY_1", "reason": "", "because": ""}
    async with reader.engine.begin() as connection:
        await connection.execute(insert(parked.dropped), [{**gone, "position": 1}, {**gone, "position": 3}])
    await reconciled(city, jetstream)
    await city.register("Another number 3")
    await relayed(relay_of(city, jetstream))
    await read_all(projection, jetstream)
    assert await names(reader) == ["Another number 3", "Number 2"]


async def test_a_reader_away_for_two_epochs_follows_into_the_last(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    projection = Projection(KNOWN, reader.sessions)
    await restored(city, jetstream)
    await read_all(projection, jetstream)
    await reconciled(city, jetstream)
    for number in (3, 4, 5, 6):
        await city.register(f"Another number {number}")
    await relayed(relay_of(city, jetstream))
    await set_back(city, 5)
    await reconciled(city, jetstream)
    await read_all(projection, jetstream)
    assert await of(projection) == ("REGISTRY_3", 5)
    assert await names(reader) == [*(f"Another number {number}" for number in (3, 4, 5)), "Number 1", "Number 2"]


async def test_nobody_follows_before_the_new_stream_is_filled(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    projection = Projection(KNOWN, reader.sessions)
    await restored(city, jetstream)
    await read_all(projection, jetstream)
    await begin_epoch(city.engine, jetstream, "registry")
    with pytest.raises(Exception, match="still being filled: 0 of 2"):
        await follow_on(projection, jetstream)
    assert len(await names(reader)) == 5


async def test_a_reaction_waits_while_its_own_ledger_stands_still(
    city: City, reader: City, jetstream: JetStreamContext
) -> None:
    await city.register("Number 1")
    await relayed(relay_of(city, jetstream))
    async with reader.engine.begin() as connection:
        await connection.execute(text("insert into halts (name, reason) values ('relay', 'restored')"))
    reaction = Reaction(ECHO, reader.sessions, story_time)
    with pytest.raises(Halted):
        await follow_on(reaction, jetstream)
    async with reader.engine.begin() as connection:
        await connection.execute(text("delete from halts"))
    await read_all(reaction, jetstream)
    assert await heard(reader) == ["Number 1"]


async def test_a_service_does_not_believe_what_only_its_stream_says_of_itself(
    city: City, jetstream: JetStreamContext
) -> None:
    await restored(city, jetstream)
    itself = Projection(KNOWN, city.sessions)
    with pytest.raises(Halted):
        await follow_on(itself, jetstream)
    await reconciled(city, jetstream)
    await read_all(itself, jetstream)
    assert await names(city) == ["Number 1", "Number 2"]


async def test_the_first_epoch_needs_no_row(city: City) -> None:
    async with city.engine.connect() as connection:
        assert await current_epoch(connection) == Epoch(1, 0)
