"""Timers: what a service does because time has passed. `due(now)`: deadlines, expiries, batches to publish."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Function, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.stream import passing

log = logging.getLogger(__name__)
Timer = Callable[[AsyncSession, datetime], Awaitable[None]]
Turn = Callable[[AsyncSession, Timer], Awaitable[bool]]


async def if_free(session: AsyncSession, timer: Timer) -> bool:
    """A timer that is running elsewhere is left to that process."""
    return bool(await session.scalar(select(func.pg_try_advisory_xact_lock(_lock_of(timer)))))


async def in_turn(session: AsyncSession, timer: Timer) -> bool:
    """A timer that is running elsewhere goes by another clock: it is waited for, and runs again by this one."""
    await session.execute(select(func.pg_advisory_xact_lock(_lock_of(timer))))
    return True


async def due(
    sessions: async_sessionmaker[AsyncSession], timers: Sequence[Timer], now: datetime, turn: Turn = if_free
) -> None:
    """Run each timer in a transaction of its own, when it has its turn.

    One that breaks keeps none of the others from their deadlines; what the first of them broke with is raised at the
    end.
    """
    broken: list[Exception] = []
    for timer in timers:
        try:
            await _run(sessions, timer, now, turn)
        except Exception as error:
            if passing(error):  # the database is away, and would be for the next one too
                raise
            log.warning("%s broke: %s", _name(timer), type(error).__name__)
            broken.append(error)
    if broken:
        raise broken[0]


def in_order(*timers: Timer) -> Timer:
    """One timer of several, in one transaction: where one of them breaks, nothing of those behind it happens."""

    async def one_after_the_other(session: AsyncSession, now: datetime) -> None:
        for timer in timers:
            session.info["actor"] = f"timer:{_name(timer)}"
            await timer(session, now)

    one_after_the_other.__qualname__ = ", ".join(map(_name, timers))
    return one_after_the_other


def wall_clock() -> datetime:
    """This server's time, in UTC."""
    return datetime.now(UTC)


async def _run(sessions: async_sessionmaker[AsyncSession], timer: Timer, now: datetime, turn: Turn) -> None:
    async with sessions.begin() as session:
        if await turn(session, timer):
            session.info["actor"] = f"timer:{_name(timer)}"
            await timer(session, now)


def _lock_of(timer: Timer) -> Function[int]:
    return func.hashtext(_name(timer))


def _name(timer: Timer) -> str:
    return f"{timer.__module__}.{timer.__qualname__}"
