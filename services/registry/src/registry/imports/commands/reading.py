"""How a register's file is read: by its layout, each row written out before it is kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader
from typing import TypeAlias

from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming import reading
from chassis.incoming.reading import CHUNK, FileKind, Sessions
from kernel.clock import day_of
from kernel.incoming import Unreadable
from registry.codes.commands import tell_cpv
from registry.codes.rules import CPV
from registry.files.readers.entries import outcomes_of
from registry.files.readers.recognition import recognised
from registry.files.readers.unpacking import unpacked
from registry.imports.commands.keeping import keep_chunk
from registry.imports.domain import RegisterImport
from registry.imports.readers.layouts import BY_NAME
from registry.registers.commands.keeping import Record, Source, laid_out
from registry.registers.domain import Rejected
from registry.registers.queries import BY_INDEX

Ready: TypeAlias = Record | Rejected


@contextmanager
def opened(file: BufferedReader, going: RegisterImport, now: datetime) -> Iterator[Iterator[Ready]]:
    """The records, written out. Raises Unreadable where the file breaks off."""
    layout = BY_NAME[going.layout or ""]
    known = recognised(file, going.filename, [layout])
    if known is None:
        raise Unreadable(f"It is no longer of the layout {layout.title}.")
    source = source_of(going)
    with unpacked(file) as raw:
        outcomes = outcomes_of(raw, known, day_of(now))
        yield (it if isinstance(it, Rejected) else laid_out(source, it.line, it.entries) for it in outcomes)


async def keep(session: AsyncSession, going: RegisterImport, found: Sequence[Ready], now: datetime) -> None:
    """Every record is kept or listed as rejected, and counted."""
    await keep_chunk(session, going, source_of(going), found, now=now)


async def finish(session: AsyncSession, going: RegisterImport, failure: Unreadable | None, now: datetime) -> None:
    """Nothing more will be read of it; who relies on a list that was read whole is told of it."""
    going.finish(now, None if failure is None else str(failure))
    if failure is None and source_of(going).register == CPV:
        await tell_cpv(session, now=now)


def source_of(going: RegisterImport) -> Source:
    """Whose words these are, and where they stand."""
    return Source(BY_NAME[going.layout or ""].register, bytes.fromhex(going.digest))


REGISTER_FILES = FileKind(RegisterImport, opened, keep, finish, BY_INDEX)


async def read_next(sessions: Sessions, store: ObjectStore, now: datetime, chunk: int = CHUNK) -> bool:
    """Read the oldest import to its end; False if none waits."""
    return await reading.read_next(sessions, store, REGISTER_FILES, now, chunk)
