"""Ledgers that are played: what another service would have said, recorded and relayed by the platform's own relay."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from nats.js import JetStreamContext

from chassis import bus
from chassis.database import open_engine
from chassis.epochs import stream_of
from chassis.ledger import canonical
from chassis.relay import Relay
from events import Event
from tests.bench.stage import Stage

COLUMNS = ["event_id", "type", "entity", "entity_version", "occurred_at", "actor", "trace", "body"]


async def tell(stage: Stage, service: str, events: Sequence[Event]) -> None:
    """Put these into the service's ledger, each the first of its entity, and wait until its stream holds them."""
    connection = await stage.connected(service)
    rows = [
        (it.event_id, it.type, it.entity, it.entity_version, it.occurred_at, "bench", None, canonical(it))
        for it in events
    ]
    await connection.copy_records_to_table("ledger", records=rows, columns=COLUMNS)
    head = await connection.fetchval("select count(*) from ledger")
    await connection.close()
    async with stage.broker_client() as client:
        await relayed(stage, service, client.jetstream(timeout=30), head)


async def relayed(stage: Stage, service: str, jetstream: JetStreamContext, head: int) -> None:
    """Run the service's relay until its stream has come so far."""
    engine = open_engine(stage.database(service))
    relaying = asyncio.create_task(Relay(service, engine, jetstream).run())
    while (await bus.last_of(jetstream, stream_of(service)) or 0) < head:
        await asyncio.wait([relaying], timeout=0.1)
        if relaying.done():
            relaying.result()
    relaying.cancel()
    with suppress(asyncio.CancelledError):
        await relaying
    await engine.dispose()
