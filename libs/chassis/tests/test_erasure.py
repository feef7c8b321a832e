"""What is forgotten can be read nowhere, and nothing else changes."""

import pytest
from cryptography.exceptions import InvalidTag
from libs.chassis.tests.city import KNOWN, MONDAY, City, changes, registered
from libs.chassis.tests.streams import caught_up, relay_of, relayed
from nats.js import JetStreamContext
from sqlalchemy import MetaData, func, select

from chassis.erasure import Keystore, keystore_table
from chassis.ledger import emit, ledger
from chassis.projections import Projection
from kernel.identifiers import new_id

STORY, OTHER = new_id(), new_id()
TEXT = "Nobody answered the door at night. 👪"


@pytest.fixture
async def keys(city: City) -> Keystore:
    """A keystore in the city's database."""
    table = keystore_table(MetaData())
    async with city.sessions.begin() as session:
        await (await session.connection()).run_sync(table.metadata.create_all)
    return Keystore(table)


async def test_a_sealed_text_is_revealed_until_its_key_is_forgotten(city: City, keys: Keystore) -> None:
    async with city.sessions.begin() as session:
        first = await keys.seal(session, STORY, TEXT)
        again = await keys.seal(session, STORY, "And it happened again.")
        other = await keys.seal(session, OTHER, TEXT)
    both = [(STORY, first), (OTHER, other), (STORY, again)]
    async with city.sessions.begin() as session:
        assert await keys.reveal(session, both) == [TEXT, TEXT, "And it happened again."]
        await keys.forget(session, STORY)
    async with city.sessions.begin() as session:
        assert await keys.reveal(session, both) == [None, TEXT, None]
        assert await session.scalar(select(func.count()).select_from(keys.table)) == 1


async def test_what_is_sealed_says_nothing_and_never_twice_the_same(city: City, keys: Keystore) -> None:
    async with city.sessions.begin() as session:
        first, second = [await keys.seal(session, STORY, TEXT) for _ in range(2)]
    assert first != second
    assert "door" not in first


async def test_a_text_opens_for_its_own_entity_only(city: City, keys: Keystore) -> None:
    async with city.sessions.begin() as session:
        sealed = await keys.seal(session, STORY, TEXT)
        await keys.seal(session, OTHER, "Something else.")
        with pytest.raises(InvalidTag):
            await keys.reveal(session, [(OTHER, sealed)])


async def test_forgetting_leaves_every_byte_of_the_ledger_as_it_was(city: City, keys: Keystore) -> None:
    async with city.sessions.begin() as session:
        sealed = await keys.seal(session, STORY, TEXT)
        await emit(session, STORY, registered(STORY, sealed, at=MONDAY))
    async with city.sessions.begin() as session:
        before = (await session.execute(select(ledger.c.body))).scalars().all()
        await keys.forget(session, STORY)
    async with city.sessions.begin() as session:
        assert (await session.execute(select(ledger.c.body))).scalars().all() == before
        assert TEXT.encode() not in before[0]
        assert await keys.reveal(session, [(STORY, sealed)]) == [None]


async def test_an_event_that_comes_after_its_text_was_forgotten_is_taken_once_and_says_nothing(
    city: City, keys: Keystore, jetstream: JetStreamContext
) -> None:
    async with city.sessions.begin() as session:
        sealed = await keys.seal(session, STORY, TEXT)
        await emit(session, STORY, registered(STORY, sealed, at=MONDAY))
        await keys.forget(session, STORY)
    await relayed(relay_of(city, jetstream))
    projection = Projection(KNOWN, city.sessions)
    for _ in range(2):
        await caught_up(projection, jetstream)
        assert [row[1:] for row in await city.rows(changes)] == [(STORY, sealed, 1)]
    built = await city.read()
    await projection.begin_anew()
    await caught_up(projection, jetstream)
    assert await city.read() == built
    async with city.sessions.begin() as session:
        assert await keys.reveal(session, [(STORY, sealed)]) == [None]


async def test_what_is_forgotten_before_a_command_fails_is_there_still(city: City, keys: Keystore) -> None:
    async with city.sessions.begin() as session:
        sealed = await keys.seal(session, STORY, TEXT)
    async with city.sessions() as session:
        await keys.forget(session, STORY)
        await session.rollback()
        assert await keys.reveal(session, [(STORY, sealed)]) == [TEXT]
