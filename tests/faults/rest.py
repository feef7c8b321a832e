"""Waiting until the platform has come to rest: everything numbered, on its stream, and read by all who read it."""

import asyncio
import time
from contextlib import suppress

import asyncpg
from nats.errors import Error as NatsError
from tests.faults.evidence import operator

from commonweal.state import SERVICES, State

PATIENCE = 120.0  # seconds; what has not come to rest then never will, and the judge says what it is
UNNUMBERED = "select count(*) from ledger where position is null"
HEAD = "select coalesce(max(position), 0) from ledger"


async def come_to_rest(state: State) -> None:
    """Return when nothing moved between two looks, or when patience is at its end."""
    deadline, before = time.monotonic() + PATIENCE, None
    while time.monotonic() < deadline:
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, NatsError):
            heads, restless = await look(state)
            if not restless and heads == before:
                return
            before = None if restless else heads
        await asyncio.sleep(0.5)


async def look(state: State) -> tuple[dict[str, int], bool]:
    """How far each ledger is, and whether anything is still to be done."""
    heads, read, unnumbered = {}, [], 0
    for service in SERVICES:
        connection = await asyncpg.connect(state.database_url(service), timeout=5)
        try:
            unnumbered += await connection.fetchval(UNNUMBERED)
            heads[service] = await connection.fetchval(HEAD)
            read += await connection.fetch("select stream, position from checkpoints")
        finally:
            await connection.close()
    streams = await carried(state)
    ends = {stream: heads[service] for service, (stream, _) in streams.items()}
    behind = [row for row in read if row["position"] < ends.get(row["stream"], row["position"] + 1)]
    return heads, bool(unnumbered or behind or {name: last for name, (_, last) in streams.items()} != heads)


async def carried(state: State) -> dict[str, tuple[str, int]]:
    """The stream that each service has now, and how far it is."""
    connection = await operator(state)
    try:
        jetstream = connection.jetstream()
        names = {name: await jetstream.find_stream_name_by_subject(f"{name}.>") for name in SERVICES}
        infos = {name: await jetstream.stream_info(stream) for name, stream in names.items()}
        return {name: (names[name], info.state.last_seq) for name, info in infos.items()}
    finally:
        await connection.close()
