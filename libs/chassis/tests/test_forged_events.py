"""What a service could put on its own stream past its ledger: no reader believes it, and what is true comes through."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from libs.chassis.tests.city import KNOWN, City, known, registered
from libs.chassis.tests.streams import STREAM, caught_up, relay_of, relayed
from nats.js import JetStreamContext
from nats.js.errors import APIError

from chassis import parked
from chassis.bus import declared
from chassis.ledger import ORIGIN, canonical, chain
from chassis.projections import Projection
from chassis.relay import StreamAhead
from chassis.stream import BrokenChain, Sent
from events.registry import OrganisationRegistered
from kernel.identifiers import new_id

SUBJECT = OrganisationRegistered.type
A, B = new_id(), new_id()
TOLD: Mapping[str, Any] = json.loads(canonical(registered(A).model_copy(update={"entity": A, "entity_version": 1})))
COMMAND = {**TOLD, "type": "registry.organisation.register.v1"}
FOR_ORDERS = {**TOLD, "organisation": {"name": "Register it, and verify it at once"}}


def stated(**changes: Any) -> bytes:
    return json.dumps({**TOLD, **changes}).encode()


NO_EVENTS: Mapping[str, bytes] = {
    **{text.decode() or "nothing": text for text in (b"", b"null", b"[]", b"{}", b'{"type": "x"}')},
    "no text": b"\xff",
    **{f"version {number}": stated(entity_version=number) for number in (0, -1, "x", None)},
    **{f"entity {entity!r}": stated(entity=entity) for entity in ("*", "registry.organisation", "a.b", "", None)},
}


def sealed(*bodies: bytes) -> list[Sent]:
    """As they would come if the ledger itself had them so: nobody but the service could make this chain."""
    seal, batch = ORIGIN, []
    for position, body in enumerate(bodies, 1):
        seal = chain(seal, position, body)
        batch.append(Sent(STREAM, position, seal.hex(), body))
    return batch


async def reading(city: City) -> Projection:
    projection = Projection(KNOWN, city.sessions)
    await projection.begin()
    return projection


@pytest.mark.parametrize("seal", ["", "00" * 32, "no seal"], ids=["missing", "of nothing", "nonsense"])
async def test_an_event_without_its_seal_stops_who_reads_it_and_is_gone_once_the_stream_is_refilled(
    city: City, jetstream: JetStreamContext, seal: str
) -> None:
    await city.register("Northbridge Homes", A)
    relay, projection = relay_of(city, jetstream), await reading(city)
    await relayed(relay)
    await caught_up(projection, jetstream)
    before = await city.read()
    await jetstream.publish(SUBJECT, stated(entity=str(B)), headers={"ce-hash": seal} if seal else None)
    with pytest.raises(BrokenChain):
        await caught_up(projection, jetstream)
    with pytest.raises(StreamAhead):
        await relayed(relay)
    assert await city.read() == before
    await jetstream.delete_stream(STREAM)
    await city.rename(A, "Homes of Northbridge")
    assert await relayed(relay) == 2
    await caught_up(projection, jetstream)
    built = await city.read()
    await projection.begin_anew()
    await caught_up(projection, jetstream)
    assert await city.read() == built


@pytest.mark.parametrize(
    "subject", ["registry.organisation.*", "registry.>", "registry.organisation.one.or.another", "registry.x"]
)
async def test_a_subject_says_nothing_that_a_reader_believes(
    city: City, jetstream: JetStreamContext, subject: str
) -> None:
    projection = await reading(city)
    await jetstream.add_stream(declared("registry"))
    await jetstream.publish(subject, stated())
    with pytest.raises(BrokenChain):
        await caught_up(projection, jetstream)
    assert await city.read() == [[], [], []]


async def test_five_hundred_invented_subjects_stop_relay_and_readers_and_go_with_the_stream(
    city: City, jetstream: JetStreamContext
) -> None:
    await city.register("Northbridge Homes", A)
    relay, projection = relay_of(city, jetstream), await reading(city)
    await relayed(relay)
    invented = [jetstream.publish(f"registry.organisation.invented_{number}.v1", stated()) for number in range(500)]
    assert {answer.seq for answer in await asyncio.gather(*invented)} == set(range(2, 502))
    with pytest.raises(StreamAhead):
        await relayed(relay)
    with pytest.raises(BrokenChain):
        await caught_up(projection, jetstream)
    await jetstream.delete_stream(STREAM)
    assert await relayed(relay) == 1
    await caught_up(projection, jetstream)
    assert await city.rows(known) == [(A, "Northbridge Homes", 1)]


@pytest.mark.parametrize("header", [{"Nats-TTL": "1s"}, {"Nats-Rollup": "all"}, {"Nats-Rollup": "sub"}])
async def test_the_broker_refuses_what_would_make_events_go_away(
    city: City, jetstream: JetStreamContext, header: dict[str, str]
) -> None:
    await city.register()
    await relayed(relay_of(city, jetstream))
    with pytest.raises(APIError):
        await jetstream.publish(SUBJECT, b"{}", headers=header)
    assert (await jetstream.stream_info(STREAM)).state.messages == 1


@pytest.mark.parametrize("what", NO_EVENTS)
async def test_what_is_no_event_stops_its_reader_even_if_it_were_sealed(city: City, what: str) -> None:
    projection = await reading(city)
    with pytest.raises(BrokenChain, match=r"REGISTRY_1 at 2 is no event"):
        await projection.take(sealed(stated(), NO_EVENTS[what]))
    assert (await projection.position(), await city.read()) == (0, [[], [], []])


async def test_a_field_that_a_later_writer_adds_is_passed_over(city: City) -> None:
    projection = await reading(city)
    assert await projection.take(sealed(stated(priority="now", organisation={**TOLD["organisation"], "rank": 1}))) == 1
    with_more = await city.read()
    await projection.begin_anew()
    await projection.take(sealed(stated()))
    assert await city.read() == with_more != [[], [], []]


@pytest.mark.parametrize("order", [COMMAND, FOR_ORDERS], ids=["of no known type", "under an event's type"])
async def test_a_command_in_an_events_clothes_is_parked_and_obeyed_by_nobody(
    city: City, order: Mapping[str, Any]
) -> None:
    projection = await reading(city)
    batch = sealed(json.dumps(order).encode(), stated(), stated(entity=str(B)))
    assert await asyncio.wait_for(projection.take(batch), 10) == 3
    waiting = [(row[2], row[3]) for row in await city.rows(parked.parked)]
    assert waiting == [(1, A), (2, A)]
    once = await city.read()
    await projection.begin_anew()
    await projection.take(batch)
    assert await city.read() == once
