"""All databases at one instant.

Each database's own snapshot is consistent, but five of them, one after the other, tell two stories: a reader may have
read what its producer's snapshot does not hold yet. So for the moment in which the snapshots are taken no event is
given a place, in any ledger. Commands go on: what has no place yet nobody has read.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from commonweal.state import DATABASES, SERVICES, State

#: The lock under which the relay numbers; see `chassis.relay`.
STILL = "select pg_advisory_xact_lock(hashtext('numbering'))"
HEAD = "select position, encode(hash, 'hex') as hash from ledger where position is not null order by 1 desc limit 1"
EPOCH = "select coalesce(max(number), 1) from epochs"
REVISIONS = "select version_num from alembic_version order by 1"
UNHURRIED = {
    "lock_timeout": "30s",
    "statement_timeout": "0",
    "transaction_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


@dataclass(frozen=True)
class Instant:
    """Which snapshot each database is to be dumped with, and what it holds."""

    snapshots: Mapping[str, str]
    held: Mapping[str, Mapping[str, Any]]


@asynccontextmanager
async def one_instant(state: State) -> AsyncIterator[Instant]:
    """Snapshots of all databases that agree, for as long as the block lasts."""
    async with AsyncExitStack() as opened:
        looking = {name: await connected(opened, state, name) for name in DATABASES}
        async with AsyncExitStack() as still:
            for name in SERVICES:
                connection = await connected(still, state, name)
                await still.enter_async_context(connection.transaction())
                await connection.execute(STILL)
            for connection in looking.values():
                transaction = connection.transaction(isolation="repeatable_read", readonly=True)
                await opened.enter_async_context(transaction)
            names = [await each.fetchval("select pg_export_snapshot()") for each in looking.values()]
        held = await asyncio.gather(*(holds(name, connection) for name, connection in looking.items()))
        yield Instant(dict(zip(looking, names, strict=True)), dict(zip(looking, held, strict=True)))


async def connected(stack: AsyncExitStack, state: State, name: str) -> asyncpg.Connection:
    """A connection as the superuser, which ends with `stack`."""
    connection = await asyncpg.connect(state.operators_url(name), server_settings=UNHURRIED)
    stack.push_async_callback(connection.close)
    return connection


async def holds(name: str, connection: asyncpg.Connection) -> dict[str, Any]:
    """What a manifest says of a database: its tables' revisions and, of a service, where its ledger stands."""
    found: dict[str, Any] = {"revisions": [row[0] for row in await connection.fetch(REVISIONS)]}
    if name in SERVICES:
        last = await connection.fetchrow(HEAD)
        found |= {"epoch": await connection.fetchval(EPOCH), "head": last["position"] if last else 0}
        found |= {"hash": last["hash"] if last else None}
    return found
