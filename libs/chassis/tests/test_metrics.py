"""What /metrics tells: every name, and the truth about the ledger, the relay and the readers."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from libs.chassis.tests.city import KNOWN
from libs.chassis.tests.desk import Desk, an_item, opened
from nats.js import JetStreamContext
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text, update

from chassis.halts import halt
from chassis.ledger import RELAY, ledger
from chassis.projections import Projection
from chassis.relay import LEADER, Relay
from chassis.testing import broker
from chassis.work import Work
from kernel.identifiers import new_id

NAMES = {
    "http_request_duration_seconds",
    "ledger_head",
    "ledger_published",
    "ledger_unpublished",
    "ledger_oldest_unpublished_seconds",
    "relay_state",
    "reader_lag",
    "reader_stale",
    "reader_parked",
    "reader_halted",
}


@pytest.fixture
async def office(jetstream: JetStreamContext) -> AsyncIterator[Desk]:
    """A desk that finds the broker, and may have a projection."""
    async with opened(work=Work("registry", projections=[KNOWN])) as desk:
        desk.app.state.settings = desk.app.state.settings.model_copy(update={"nats_url": broker().url})
        yield desk


async def measured(desk: Desk) -> dict[str, float]:
    """Every sample by its name and labels."""
    shown = (await desk.client(subject="").get("http://desk/metrics")).text
    families = list(text_string_to_metric_families(shown))
    assert {family.name.removesuffix("_created") for family in families} == NAMES
    samples = [sample for family in families for sample in family.samples]
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}


async def test_a_service_tells_how_much_others_cannot_know_yet(office: Desk, jetstream: JetStreamContext) -> None:
    for name in ("one", "two"):
        await office.client().post("/items", json=an_item(name=name))
    before = await measured(office)
    assert (before["ledger_head"], before["ledger_published"], before["ledger_unpublished"]) == (0, 0, 2)
    assert 0 < before["ledger_oldest_unpublished_seconds"] < 60
    relay = Relay("registry", office.app.state.engine, jetstream)
    async with relay.engine.connect() as connection:
        await relay.agreed(connection)
        _, rows = await relay.number(connection)
        numbered = await measured(office)
        assert (numbered["ledger_head"], numbered["ledger_published"], numbered["ledger_unpublished"]) == (2, 0, 2)
        await relay.publish(connection, rows)
    after = await measured(office)
    assert (after["ledger_head"], after["ledger_published"], after["ledger_unpublished"]) == (2, 2, 0)
    assert after["ledger_oldest_unpublished_seconds"] == 0


async def test_the_age_of_an_event_is_the_servers_and_not_the_storys(office: Desk) -> None:
    await office.client().post("/items", json=an_item())
    an_hour_ago = type(new_id())(int=new_id().int - (3_600_000 << 80))
    async with office.sessions.begin() as session:
        await session.execute(update(ledger).values(event_id=an_hour_ago))
    assert (await measured(office))["ledger_oldest_unpublished_seconds"] == pytest.approx(3600, abs=30)


async def test_the_relay_leads_waits_or_stands_still(office: Desk) -> None:
    assert (await measured(office))["relay_state waiting"] == 1
    async with office.app.state.engine.connect() as connection:
        assert await connection.scalar(LEADER)
        assert (await measured(office))["relay_state leading"] == 1
        await connection.invalidate()
    async with office.sessions.begin() as session:
        await halt(session, RELAY, "planted")
    states = await measured(office)
    assert [states[f"relay_state {state}"] for state in ("leading", "waiting", "halted")] == [0, 0, 1]


async def test_a_reader_that_lags_parks_or_stands_still_is_seen(office: Desk) -> None:
    reader = Projection(KNOWN, office.sessions)
    await reader.begin()
    async with office.sessions.begin() as session:
        await session.execute(text("update checkpoints set head = 7, fingerprint = 'another'"))
        row = {"reader": KNOWN.name, "stream": reader.stream, "entity": new_id()}
        parking = "insert into parked (reader, stream, position, entity, type, message, reason)"
        await session.execute(text(f"{parking} values (:reader, :stream, 1, :entity, 'x', '', '')"), row)
        await halt(session, KNOWN.name, "planted")
    found = await measured(office)
    told = [found[f"reader_{what} {KNOWN.name}"] for what in ("lag", "parked", "stale", "halted")]
    assert told == [7, 1, 1, 1]


async def test_without_a_broker_the_rest_is_still_told(office: Desk) -> None:
    office.app.state.settings = office.app.state.settings.model_copy(update={"nats_url": "nats://127.0.0.1:1"})
    await office.client().post("/items", json=an_item())
    async with asyncio.timeout(5):
        found = await measured(office)
    assert found["ledger_published"] != found["ledger_published"]  # NaN
    assert found["ledger_unpublished"] == 1
