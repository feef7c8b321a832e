"""Read imports in the background: one at a time, in chunks, going on after a kill where the last chunk ended."""

import asyncio
import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime
from io import BufferedReader
from itertools import islice
from typing import TypeAlias
from uuid import UUID

import obstore
from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import UNLIMITED
from chassis.stream import passing
from kernel.clock import day_of
from registry.files.domain import Unreadable
from registry.files.readers.entries import Outcome, outcomes_of
from registry.files.readers.recognition import recognised
from registry.files.readers.unpacking import unpacked
from registry.imports.commands.keeping import keep_chunk
from registry.imports.domain import RegisterImport, State
from registry.imports.queries import import_of, next_to_read
from registry.imports.readers.layouts import BY_NAME
from registry.imports.readers.stored import path_of, stored_file
from registry.registers.commands.keeping import Record, Source, laid_out
from registry.registers.domain import Rejected
from registry.registers.queries import BY_INDEX

CHUNK = 10_000  # records in one transaction: some ten megabytes
_BLOCK = 1024 * 1024
log = logging.getLogger(__name__)
Sessions = async_sessionmaker[AsyncSession]
Ready: TypeAlias = Record | Rejected


class Overtaken(Exception):
    """Another process read on: one that had lost its lock unnoticed stops here, and has written nothing twice."""


async def read_next(sessions: Sessions, store: ObjectStore, now: datetime, chunk: int = CHUNK) -> bool:
    """Read the oldest import to its end; False if none waits."""
    async with sessions() as session:
        going = await next_to_read(session)
    if going is None:
        return False
    trouble = None
    try:
        await _read(sessions, store, going, now, chunk)
    except Unreadable as error:
        trouble = str(error)
    except Overtaken:
        raise
    except Exception as error:
        # It would break again, and keep all others waiting; what passes by itself is tried again.
        if passing(error):
            raise
        log.exception("%s cannot be read on", going.filename)
        trouble = f"Behind record {going.tally.read} something in it cannot be kept: {type(error).__name__}."
    async with sessions.begin() as session:
        (await import_of(session, going.id)).finish(now, trouble)
    await forget(store, going)
    return True


async def _read(sessions: Sessions, store: ObjectStore, going: RegisterImport, now: datetime, chunk: int) -> None:
    """Chunk by chunk; while one is written, the next is parsed. Raises Unreadable where the file breaks off."""
    file = stored_file(store, going.id, going.size)
    await asyncio.to_thread(_must_be_whole, file, going.digest)
    layout = BY_NAME[going.layout or ""]
    known = await asyncio.to_thread(recognised, file, going.filename, [layout])
    if known is None:
        raise Unreadable(f"It is no longer of the layout {layout.title}.")
    source = Source(layout.register, bytes.fromhex(going.digest))
    with unpacked(file) as raw:
        outcomes = outcomes_of(raw, known, day_of(now))
        await asyncio.to_thread(_skip, outcomes, going.tally.read)
        done = going.tally.read
        coming = asyncio.create_task(asyncio.to_thread(_some, outcomes, chunk, source))
        while True:
            found, trouble = await coming
            coming = asyncio.create_task(asyncio.to_thread(_some, outcomes, chunk, source))
            try:
                if found:
                    await _keep(sessions, going.id, source, found, done=done, now=now)
                    done += len(found)
            except BaseException:
                await asyncio.wait([coming])
                raise
            if trouble is not None:
                raise trouble
            if not found:
                return


async def _keep(
    sessions: Sessions, import_id: UUID, source: Source, found: list[Ready], *, done: int, now: datetime
) -> None:
    """In one transaction, behind `done` records. Raises Overtaken."""
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        await session.execute(BY_INDEX)
        going = await import_of(session, import_id)
        if going.state not in {State.WAITING, State.READING} or going.tally.read != done:
            raise Overtaken(f"Somebody else reads {going.filename}, too.")
        await keep_chunk(session, going, source, found, now=now)


def _some(outcomes: Iterator[Outcome], most: int, source: Source) -> tuple[list[Ready], Unreadable | None]:
    """The next records, written out, and why there are no more. What came before the file broke is kept."""
    found: list[Ready] = []
    try:
        for it in islice(outcomes, most):
            found.append(it if isinstance(it, Rejected) else laid_out(source, it.line, it.entries))  # noqa: PERF401  what came before must stay
    except Unreadable as error:
        return found, error
    return found, None


def _skip(outcomes: Iterator[Outcome], done: int) -> None:
    """Past what is accounted for."""
    for _ in islice(outcomes, done):
        pass


def _must_be_whole(file: BufferedReader, digest: str) -> None:
    """Raises Unreadable unless the file is the one that was announced."""
    found = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_BLOCK):
        found.update(piece)
    if found.hexdigest() != digest:
        raise Unreadable("The file is not the one that was announced: its SHA-256 differs. Nothing was read.")


async def forget(store: ObjectStore, read: RegisterImport) -> None:
    """A register's file is not kept: who wants it again asks the register."""
    await obstore.delete_async(store, [path_of(read.id, part) for part in range(read.parts)])
