"""The stream is the ledger: sequence for position, seal for seal, whatever happens to either."""

import asyncio

import pytest
from libs.chassis.tests.city import City, changed, founded, registered
from libs.chassis.tests.streams import STREAM, all_of, relay_of, relayed
from nats.js import JetStreamContext
from nats.js.errors import APIError

from chassis.bus import syncs_always
from chassis.ledger import LARGEST_BODY, ORIGIN, chain, emit
from chassis.relay import StreamAhead
from chassis.testing import broker
from chassis.verify import verify
from kernel.identifiers import new_id


async def test_events_are_on_the_stream_at_their_place_in_the_ledger(city: City, jetstream: JetStreamContext) -> None:
    entity = await city.register("First")
    await city.rename(entity, "Second")
    assert await relayed(relay_of(city, jetstream)) == 2
    first, second = await all_of(jetstream)
    seal = chain(ORIGIN, 1, first.body)
    assert (first.sequence, first.seal) == (1, seal.hex())
    assert (second.sequence, second.seal) == (2, chain(seal, 2, second.body).hex())
    assert b'"First"' in first.body
    assert b'"Second"' in second.body


async def test_an_event_travels_as_a_cloud_event(city: City, jetstream: JetStreamContext) -> None:
    entity = new_id()
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    async with city.sessions.begin() as session:
        session.info["trace"] = trace
        await emit(session, entity, registered(entity))
        [said] = session.info["emitted"]
    await relayed(relay_of(city, jetstream))
    message = await jetstream.get_msg(STREAM, 1)
    assert message.subject == "registry.organisation.registered.v1"
    headers = message.headers or {}
    assert {name: value for name, value in headers.items() if not name.startswith("Nats-") and name != "ce-hash"} == {
        "ce-specversion": "1.0",
        "ce-id": str(said.event_id),
        "ce-source": "/registry",
        "ce-type": said.type,
        "ce-subject": str(entity),
        "ce-time": "2026-01-05T09:00:00+00:00",
        "ce-datacontenttype": "application/json",
        "traceparent": trace,
    }


async def test_a_wiped_stream_is_filled_again_to_the_same_sequences(city: City, jetstream: JetStreamContext) -> None:
    for _ in range(7):
        await city.register()
    relay = relay_of(city, jetstream)
    await relayed(relay)
    before = await all_of(jetstream)
    await jetstream.delete_stream(STREAM)
    assert await relayed(relay) == 7
    assert await all_of(jetstream) == before
    assert await verify(city.engine, jetstream, "registry") == []


async def test_two_leaders_at_once_write_every_event_once(city: City, jetstream: JetStreamContext) -> None:
    for _ in range(200):
        await city.register()
    ends = await asyncio.gather(*(relayed(relay_of(city, jetstream)) for _ in range(2)))
    assert max(ends) == 200
    assert await verify(city.engine, jetstream, "registry") == []


async def test_a_relay_goes_on_where_the_stream_ends(city: City, jetstream: JetStreamContext) -> None:
    await city.register()
    await relayed(relay_of(city, jetstream))
    await city.register()
    assert await relayed(relay_of(city, jetstream)) == 2
    assert [one.sequence for one in await all_of(jetstream)] == [1, 2]


async def test_a_restored_database_stops_the_relay(city: City, jetstream: JetStreamContext) -> None:
    for _ in range(3):
        await city.register()
    await relayed(relay_of(city, jetstream))
    async with founded() as restored:
        await restored.register()
        with pytest.raises(StreamAhead, match=f"{STREAM} at 3"):
            await relayed(relay_of(restored, jetstream))


async def test_a_restored_database_is_found_out_even_when_it_has_caught_up(
    city: City, jetstream: JetStreamContext
) -> None:
    await city.register()
    await relayed(relay_of(city, jetstream))
    async with founded() as restored:
        for _ in range(5):
            await restored.register()
        async with restored.engine.connect() as connection:
            await relay_of(restored, jetstream).number(connection)
        with pytest.raises(StreamAhead):
            await relayed(relay_of(restored, jetstream))


async def test_the_largest_event_that_the_ledger_takes_passes_the_broker(
    city: City, jetstream: JetStreamContext
) -> None:
    await city.register("x" * (LARGEST_BODY - 1000))
    assert await relayed(relay_of(city, jetstream)) == 1


async def test_nobody_deletes_from_the_stream(city: City, jetstream: JetStreamContext) -> None:
    await city.register()
    await relayed(relay_of(city, jetstream))
    with pytest.raises(APIError):
        await jetstream.delete_msg(STREAM, 1)
    with pytest.raises(APIError):
        await jetstream.purge_stream(STREAM)


async def test_a_running_relay_is_woken_by_a_commit(city: City, jetstream: JetStreamContext) -> None:
    relay = relay_of(city, jetstream)
    relay.each = 60
    async with city.engine.connect() as connection:
        await relay.agreed(connection)
    arrivals = await jetstream._nc.subscribe("registry.>")
    running = asyncio.create_task(relay.run())
    try:
        entity = await city.register()
        assert (await arrivals.next_msg(timeout=5)).subject == "registry.organisation.registered.v1"
        await city.rename(entity, "Renamed")  # by now the relay would rest for a minute
        assert (await arrivals.next_msg(timeout=5)).subject == "registry.organisation.changed.v1"
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("numbered", [False, True])
async def test_an_idle_relay_finds_what_another_process_has_committed_or_numbered_and_left(
    city: City, jetstream: JetStreamContext, monkeypatch: pytest.MonkeyPatch, *, numbered: bool
) -> None:
    monkeypatch.setattr("chassis.relay.ASK", 0.05 if numbered else 60)
    arrivals = await jetstream._nc.subscribe("registry.>")
    relay = relay_of(city, jetstream)
    relay.each = 0.3
    running = asyncio.create_task(relay.run())
    try:
        entity = await city.register()
        await arrivals.next_msg(timeout=5)
        async with city.engine.connect() as connection, city.sessions() as session:
            await emit(session, entity, changed(entity, "Renamed"))
            session.info["emitted"].clear()  # so that nobody in this process is woken
            await session.commit()
            if numbered:
                await relay_of(city, jetstream).number(connection)
        assert (await arrivals.next_msg(timeout=5)).subject == "registry.organisation.changed.v1"
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_an_idle_relay_refills_a_stream_that_is_lost(
    city: City, jetstream: JetStreamContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.relay.ASK", 0.05)
    await city.register()
    arrivals = await jetstream._nc.subscribe("registry.>")
    running = asyncio.create_task(relay_of(city, jetstream).run())
    try:
        first = await arrivals.next_msg(timeout=20)
        await jetstream.delete_stream(STREAM)  # and nobody writes any more
        assert (await arrivals.next_msg(timeout=20)).data == first.data
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_the_broker_says_that_it_writes_through(jetstream: JetStreamContext) -> None:
    monitor = broker().monitor
    if monitor is None:
        pytest.skip("the broker's monitoring address is not known")
    assert await syncs_always(monitor)


async def test_verify_names_what_was_changed_behind_our_back(city: City, jetstream: JetStreamContext) -> None:
    entity = await city.register()
    await city.rename(entity, "Renamed")
    await relayed(relay_of(city, jetstream))
    async with city.engine.begin() as connection:
        await connection.exec_driver_sql("update ledger set body = body || 'x' where position = 2")
        await connection.exec_driver_sql("update heads set version = 3")
        await connection.exec_driver_sql("update ledger set hash = sha256('x') where position = 1")
    assert await verify(city.engine, jetstream, "registry") == [
        "the ledger at 1 is not what was sealed",
        f"the versions of {entity} are out of order",
        f"{STREAM} at 1 is not the ledger's",
    ]
