"""What the stores hold, read with plain SQL and a plain consumer: nothing of the platform's own code is believed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import asyncpg
import nats
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from commonweal.state import SERVICES, State


class Row(NamedTuple):
    """An event as a ledger keeps it; `position` is None until the relay has numbered it."""

    seq: int
    position: int | None
    seal: bytes | None
    event_id: str
    type: str
    entity: str
    version: int
    occurred_at: datetime
    body: bytes

    @property
    def message(self) -> Mapping[str, Any]:
        """The body, read."""
        message: Mapping[str, Any] = json.loads(self.body)
        return message


class Message(NamedTuple):
    """An event as the stream carries it."""

    sequence: int
    seal: str
    body: bytes


class Reading(NamedTuple):
    """How far a reader says it is."""

    reader: str
    stream: str
    position: int
    seal: bytes


@dataclass
class Evidence:
    """Everything the judge looks at beside the history, by service; tables also by their name."""

    ledgers: dict[str, Sequence[Row]] = field(default_factory=dict)
    streams: dict[str, Sequence[Message]] = field(default_factory=dict)
    readings: dict[str, Sequence[Reading]] = field(default_factory=dict)
    parked: dict[str, Sequence[str]] = field(default_factory=dict)
    tables: dict[tuple[str, str], Sequence[Mapping[str, Any]]] = field(default_factory=dict)


LEDGER = """
    select seq, position, hash, event_id::text, type, entity::text, entity_version, occurred_at, body
    from ledger order by seq
"""
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"
KEY = """
    select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = $1::regclass and i.indisprimary order by array_position(i.indkey, a.attnum)
"""


async def gathered(state: State) -> Evidence:
    """All of it; the platform should have come to rest."""
    evidence = Evidence()
    for service in SERVICES:
        connection = await asyncpg.connect(state.database_url(service))
        try:
            await connection.execute("set statement_timeout = 0")
            evidence.ledgers[service] = [Row(*row) for row in await connection.fetch(LEDGER)]
            readings = await connection.fetch("select reader, stream, position, hash from checkpoints")
            evidence.readings[service] = [Reading(*row) for row in readings]
            parked = await connection.fetch("select reader, position, reason from parked")
            evidence.parked[service] = [f"{row['reader']} at {row['position']}: {row['reason']}" for row in parked]
            for (table,) in await connection.fetch(TABLES):
                rows = await connection.fetch(f'select * from "{table}"') if table not in {"ledger", "answers"} else []
                evidence.tables[service, table] = [readable(row) for row in rows]
        finally:
            await connection.close()
    evidence.streams = await carried(state)
    return evidence


def readable(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row with its bytes as JSON where they are that, else as hexadecimal digits."""
    return {name: opened(value) for name, value in dict(row).items()}


def opened(value: Any) -> Any:
    """A value as it is compared with what clients sent."""
    if isinstance(value, bytes) or (isinstance(value, str) and value.startswith("{")):
        with suppress(ValueError):
            return json.loads(value)
    return value.hex() if isinstance(value, bytes) else value


async def operator(state: State) -> Client:
    """A connection that may read every stream, past the doors. Raises NATS' errors; a lost one does not come back."""

    async def told(_: Exception) -> None:
        """Whoever asks hears of it."""

    url, password = f"nats://127.0.0.1:{state.ports['nats']}", state.secrets["operator"]
    return await nats.connect(url, user="operator", password=password, allow_reconnect=False, error_cb=told)


async def carried(state: State) -> dict[str, Sequence[Message]]:
    """Every message of every service's stream."""
    connection = await operator(state)
    try:
        return {service: await messages(connection.jetstream(timeout=30), service) for service in SERVICES}
    finally:
        await connection.close()


async def messages(jetstream: Any, service: str) -> Sequence[Message]:
    """One stream from its first message to its last."""
    stream = await jetstream.find_stream_name_by_subject(f"{service}.>")
    last = (await jetstream.stream_info(stream)).state.last_seq
    if not last:
        return []
    every = ConsumerConfig(
        ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL, mem_storage=True, inactive_threshold=60
    )
    consumer = await jetstream.add_consumer(stream, every)
    subscription = await jetstream.pull_subscribe_bind(consumer.name, stream)
    found: list[Message] = []
    try:
        while not found or found[-1].sequence < last:
            for each in await subscription.fetch(500, timeout=5):
                seal = (each.headers or {}).get("ce-hash", "")
                found.append(Message(each.metadata.sequence.stream, seal, each.data))
    except TimeoutError:  # nats-py raises its own or asyncio's
        return found  # shorter than it says; the judge will see
    finally:
        await subscription.unsubscribe()
    return found


async def dumped(state: State, tables: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The SHA-256 of each of these tables' rows, in the order of their key."""
    digests = {}
    for service, names in tables.items():
        connection = await asyncpg.connect(state.database_url(service))
        try:
            await connection.execute("set statement_timeout = 0")
            for name in names:
                key = ", ".join(f'"{row[0]}"' for row in await connection.fetch(KEY, f'"{name}"'))
                digest = hashlib.sha256()

                async def take(piece: bytes, digest: Any = digest) -> None:
                    digest.update(piece)

                query = f'select * from "{name}" order by {key or 1}'
                await connection.copy_from_query(query, output=take)
                digests[f"{service}.{name}"] = digest.hexdigest()
        finally:
            await connection.close()
    return digests
