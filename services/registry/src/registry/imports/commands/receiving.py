"""A register's file comes in: announced, sent in parts, told apart."""

import asyncio
from datetime import datetime
from uuid import UUID

from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming import receiving
from chassis.incoming.receiving import must_be_complete
from chassis.incoming.stored import stored_file
from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.incoming import Unreadable
from registry.files.readers.recognition import recognised
from registry.imports.domain import RegisterImport
from registry.imports.queries import import_of
from registry.imports.readers.layouts import LAYOUTS
from registry.imports.tables import parts


async def announce(
    session: AsyncSession, *, filename: str, size: int, digest: str, by: str, now: datetime
) -> RegisterImport:
    """A file of so many bytes with this SHA-256 is about to come."""
    coming = RegisterImport(id=new_id(), filename=filename, size=size, digest=digest, by=by, announced_at=now)
    session.add(coming)
    return coming


async def receive(
    session: AsyncSession, store: ObjectStore, import_id: UUID, part: int, content: bytes
) -> RegisterImport:
    """Keep one part; the same part again replaces it. Raises RuleBroken for a part of another size."""
    coming = await import_of(session, import_id)
    await receiving.receive(session, store, parts, coming, part=part, content=content)
    return coming


async def begin(session: AsyncSession, store: ObjectStore, import_id: UUID) -> RegisterImport:
    """All parts are there: see what the file is, and let it wait for its turn.

    Raises RuleBroken while parts are missing, and Unacceptable, with all that is known, for a file of no known layout.
    """
    coming = await import_of(session, import_id)
    await must_be_complete(session, parts, coming)
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
