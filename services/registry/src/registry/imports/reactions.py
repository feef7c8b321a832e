"""What becomes of an import when nobody asks: it is read."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from chassis.database import sessions_of
from chassis.documents import store_at
from chassis.settings import Settings
from chassis.timers import wall_clock
from registry.imports.commands.reading import read_next

READER = text("select pg_try_advisory_lock(hashtext('register imports'))")
EACH_SECOND = 1.0


async def read_imports(settings: Settings, engine: AsyncEngine) -> None:
    """Read whatever waits, one file at a time, in one process of all; until cancelled."""
    sessions, store = sessions_of(engine, "registry"), store_at(settings.documents_url)
    async with engine.connect() as connection:
        try:
            while True:
                if not await elected(connection) or not await read_next(sessions, store, wall_clock()):
                    await asyncio.sleep(EACH_SECOND)
        finally:
            await connection.invalidate()  # the lock goes with it; a pooled connection would keep it


async def elected(connection: AsyncConnection) -> bool:
    """Whether this process reads. The lock lives as long as the connection; asking again for one's own does no harm."""
    async with connection.begin():
        return bool(await connection.scalar(READER))
