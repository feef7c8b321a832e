"""A file comes in: announced, sent in parts, told apart."""

import asyncio
from datetime import datetime
from uuid import UUID

import obstore
from obstore.store import ObjectStore
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from registry.files.domain import Unreadable
from registry.files.readers.recognition import recognised
from registry.imports.domain import RegisterImport, State
from registry.imports.queries import import_of, parts_in_store
from registry.imports.readers.layouts import LAYOUTS
from registry.imports.readers.stored import path_of, stored_file
from registry.imports.tables import parts


async def announce(
    session: AsyncSession, *, filename: str, size: int, digest: str, by: str, now: datetime
) -> RegisterImport:
    """A file of so many bytes with this SHA-256 is about to come."""
    coming = RegisterImport(new_id(), filename, size, digest, by, now)
    session.add(coming)
    return coming


async def receive(
    session: AsyncSession, store: ObjectStore, import_id: UUID, part: int, content: bytes
) -> RegisterImport:
    """Keep one part; the same part again replaces it. Raises RuleBroken for a part of another size."""
    coming = await import_of(session, import_id)
    coming.must_be(State.ANNOUNCED)
    size = coming.size_of_part(part)
    if len(content) != size:
        raise RuleBroken(f"Part {part} has {size} bytes, and not {len(content)}.")
    await obstore.put_async(store, path_of(import_id, part), content)
    await session.execute(insert(parts).on_conflict_do_nothing(), {"import_id": import_id, "part": part})
    return coming


async def begin(session: AsyncSession, store: ObjectStore, import_id: UUID) -> RegisterImport:
    """All parts are there: see what the file is, and let it wait for its turn.

    Raises RuleBroken while parts are missing, and Unacceptable, with all that is known, for a file of no known layout.
    """
    coming = await import_of(session, import_id)
    coming.must_be(State.ANNOUNCED)
    missing = sorted(set(range(coming.parts)) - await parts_in_store(session, import_id))
    if missing:
        raise RuleBroken(f"{len(missing)} of {coming.parts} parts have not come, the first of them part {missing[0]}.")
    file = stored_file(store, import_id, coming.size)
    try:
        known = await asyncio.to_thread(recognised, file, coming.filename, LAYOUTS)
    except Unreadable as error:
        raise Unacceptable("", str(error)) from error
    if known is None:
        titles = "; ".join(layout.title for layout in LAYOUTS)
        raise Unacceptable("", f"This is none of the layouts that are known. These are: {titles}.")
    coming.recognise(known.layout.name)
    return coming
