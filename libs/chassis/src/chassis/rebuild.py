"""A rebuild while everything runs: made anew beside the old projection, and put in its place by one commit.

Until then everybody reads the old one, and should anything break, it stays. Only the projection's own reader waits.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from nats.js import JetStreamContext
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker

from chassis.bus import last_of
from chassis.database import UNLIMITED
from chassis.projections import Projection
from chassis.stream import batches, reading


async def rebuild(
    projection: Projection, jetstream: JetStreamContext, told: Callable[[int, int], None] = lambda at, end: None
) -> None:
    """Read everything again, at least as far as the old one had; `told` hears how far it is, and of how much.

    Raises BrokenChain, and whatever broke: then nothing has changed.
    """
    end = max(await projection.begin(), await last_of(jetstream, projection.stream) or 0)
    async with beside(projection) as anew:
        await read_anew(anew, jetstream, end, told)


async def read_anew(
    anew: Projection, jetstream: JetStreamContext, end: int, told: Callable[[int, int], None] = lambda at, end: None
) -> None:
    """Empty it and read its stream, as far as `end`."""
    await anew.begin_anew()
    position = await anew.begin()
    async with reading(jetstream, anew.stream, position + 1) as subscription:
        async for batch, head in batches(subscription, anew.stream, position, end):
            told(await anew.take(batch, head), end)


@asynccontextmanager
async def beside(projection: Projection) -> AsyncIterator[Projection]:
    """The same projection within one transaction: nobody sees what is done to it before that commits."""
    engine: AsyncEngine = projection.sessions.kw["bind"]
    async with engine.begin() as connection:
        await connection.execute(UNLIMITED)
        yield Projection(projection.spec, savepoints(connection, projection.sessions))


def savepoints(
    connection: AsyncConnection, sessions: async_sessionmaker[AsyncSession]
) -> async_sessionmaker[AsyncSession]:
    """The same sessions within the connection's transaction: what they commit counts when that does."""
    settings = {**sessions.kw, "bind": connection, "join_transaction_mode": "create_savepoint"}
    return async_sessionmaker(**settings)
