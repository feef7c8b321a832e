"""Timers: what a service does because time has passed. `due(now)`: deadlines, expiries, batches to publish."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

Timer = Callable[[AsyncSession, datetime], Awaitable[None]]


async def due(sessions: async_sessionmaker[AsyncSession], timers: Sequence[Timer], now: datetime) -> None:
    """Run each timer in a transaction of its own; one that is running elsewhere is left to that process."""
    for timer in timers:
        async with sessions.begin() as session:
            if await session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtext(_name(timer))))):
                session.info["actor"] = f"timer:{_name(timer)}"
                await timer(session, now)


def wall_clock() -> datetime:
    """This server's time, in UTC."""
    return datetime.now(UTC)


def _name(timer: Timer) -> str:
    return f"{timer.__module__}.{timer.__qualname__}"
