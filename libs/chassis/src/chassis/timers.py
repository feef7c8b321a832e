"""Timers: what a service does because time has passed. `due(now)`: deadlines, expiries, batches to publish."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.stream import passing

log = logging.getLogger(__name__)
Timer = Callable[[AsyncSession, datetime], Awaitable[None]]


async def due(sessions: async_sessionmaker[AsyncSession], timers: Sequence[Timer], now: datetime) -> None:
    """Run each timer in a transaction of its own; one that is running elsewhere is left to that process.

    One that breaks keeps none of the others from their deadlines; what the first of them broke with is raised at the
    end.
    """
    broken: list[Exception] = []
    for timer in timers:
        try:
            await _run(sessions, timer, now)
        except Exception as error:
            if passing(error):  # the database is away, and would be for the next one too
                raise
            log.warning("%s broke: %s", _name(timer), type(error).__name__)
            broken.append(error)
    if broken:
        raise broken[0]


def wall_clock() -> datetime:
    """This server's time, in UTC."""
    return datetime.now(UTC)


async def _run(sessions: async_sessionmaker[AsyncSession], timer: Timer, now: datetime) -> None:
    async with sessions.begin() as session:
        if await session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtext(_name(timer))))):
            session.info["actor"] = f"timer:{_name(timer)}"
            await timer(session, now)


def _name(timer: Timer) -> str:
    return f"{timer.__module__}.{timer.__qualname__}"
