"""Read files in the background: one at a time, in chunks, going on after a kill where the last chunk ended."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from itertools import islice
from typing import Generic, TypeVar

from obstore.store import ObjectStore
from sqlalchemy import TextClause, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm import class_mapper

from chassis.database import UNLIMITED, sessions_of
from chassis.documents import store_at
from chassis.incoming.stored import forget, must_be_whole, stored_file
from chassis.settings import Settings
from chassis.stopping import heed
from chassis.stream import passing
from chassis.timers import wall_clock
from kernel.incoming import IncomingFile, State, Unreadable

CHUNK = 10_000  # records in one transaction: some ten megabytes
EACH_SECOND = 1.0
READER = text("select pg_try_advisory_lock(hashtext(:name))")
log = logging.getLogger(__name__)
Sessions = async_sessionmaker[AsyncSession]
F = TypeVar("F", bound=IncomingFile)
R = TypeVar("R")


class Overtaken(Exception):
    """Another process read on: one that had lost its lock unnoticed stops here, and has written nothing twice."""


@dataclass(frozen=True)
class FileKind(Generic[F, R]):
    """How one kind of file is read.

    `opened` gives its records in order, and looks into the file as it pleases before; both run in a thread and raise
    Unreadable. `keep` keeps a chunk of records and counts them; `finish` ends it, with what was
    wrong, if anything.
    """

    file: type[F]
    opened: Callable[[BufferedReader, F, datetime], AbstractContextManager[Iterator[R]]]
    keep: Callable[[AsyncSession, F, Sequence[R], datetime], Awaitable[None]]
    finish: Callable[[AsyncSession, F, Unreadable | None, datetime], Awaitable[None]]
    prepare: TextClause | None = None  # said to the database in each chunk's transaction


async def read_next(
    sessions: Sessions, store: ObjectStore, kind: FileKind[F, R], now: datetime, chunk: int = CHUNK
) -> bool:
    """Read the oldest file to its end; False if none waits."""
    async with sessions() as session:
        going = await next_to_read(session, kind.file)
    if going is None:
        return False
    failure = None
    try:
        await _read(sessions, store, kind, going, now=now, chunk=chunk)
    except Unreadable as error:
        failure = error
    except Overtaken:
        raise
    except Exception as error:
        # It would break again, and keep all others waiting; what passes by itself is tried again.
        if passing(error):
            raise
        log.exception("%s cannot be read on", going.filename)
        failure = Unreadable(f"Behind record {going.read} something cannot be kept: {type(error).__name__}.")
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        await kind.finish(session, await session.get_one(kind.file, going.id), failure, now)
    await forget(store, going)
    return True


async def next_to_read(session: AsyncSession, file: type[F]) -> F | None:
    """The oldest file that waits to be read, or that somebody had begun to read."""
    files = class_mapper(file).local_table
    waits = files.c.state.in_([State.WAITING, State.READING])
    return (await session.scalars(select(file).where(waits).order_by(files.c.id).limit(1))).first()


async def _read(
    sessions: Sessions, store: ObjectStore, kind: FileKind[F, R], going: F, *, now: datetime, chunk: int
) -> None:
    """Chunk by chunk; while one is written, the next is parsed. Raises Unreadable where the file breaks off."""
    file = stored_file(store, going.id, going.size)
    await asyncio.to_thread(must_be_whole, file, going.digest)
    opened = kind.opened(file, going, now)
    records = await asyncio.to_thread(opened.__enter__)
    try:
        await asyncio.to_thread(_skip, records, going.read)
        done = going.read
        coming = asyncio.create_task(asyncio.to_thread(_some, records, chunk))
        while True:
            found, trouble = await coming
            coming = asyncio.create_task(asyncio.to_thread(_some, records, chunk))
            try:
                if found:
                    await _keep(sessions, kind, going, found, done=done, now=now)
                    done += len(found)
            finally:
                await asyncio.wait([coming])
            if trouble is not None:
                raise trouble
            if not found:
                return
    finally:
        await asyncio.to_thread(opened.__exit__, None, None, None)


async def _keep(
    sessions: Sessions, kind: FileKind[F, R], going: F, found: list[R], *, done: int, now: datetime
) -> None:
    """In one transaction, behind `done` records. Raises Overtaken."""
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        if kind.prepare is not None:
            await session.execute(kind.prepare)
        file = await session.get_one(kind.file, going.id)
        if file.state not in {State.WAITING, State.READING} or file.read != done:
            raise Overtaken(f"Somebody else reads {file.filename}, too.")
        await kind.keep(session, file, found, now)


def _some(records: Iterator[R], most: int) -> tuple[list[R], Unreadable | None]:
    """The next records, and why there are no more. What came before the file broke is kept."""
    found: list[R] = []
    try:
        for it in islice(records, most):
            found.append(it)  # noqa: PERF402  what came before must stay
    except Unreadable as error:
        return found, error
    return found, None


def _skip(records: Iterator[R], done: int) -> None:
    """Past what is accounted for."""
    for _ in islice(records, done):
        pass


def reading(kind: FileKind[F, R], service: str, name: str) -> Callable[[Settings, AsyncEngine], Awaitable[None]]:
    """The job that reads whatever waits, one file at a time, in one process of all; until cancelled."""

    async def read(settings: Settings, engine: AsyncEngine) -> None:
        sessions, store = sessions_of(engine, service), store_at(settings.documents_url)
        async with engine.connect() as connection:
            try:
                while True:
                    heed()
                    if not await elected(connection, name) or not await read_next(sessions, store, kind, wall_clock()):
                        await asyncio.sleep(EACH_SECOND)
            finally:
                await connection.invalidate()  # the lock goes with it; a pooled connection would keep it

    return read


async def elected(connection: AsyncConnection, name: str) -> bool:
    """Whether this process reads. The lock lives as long as the connection; asking again for one's own does no harm."""
    async with connection.begin():
        return bool(await connection.scalar(READER, {"name": name}))
