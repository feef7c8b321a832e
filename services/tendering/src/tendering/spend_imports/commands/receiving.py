"""A spend file comes in: announced, sent in parts, and taken for what it is if it was here before."""

from datetime import date, datetime
from uuid import UUID

from obstore.store import ObjectStore
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming import receiving
from kernel.errors import Conflict
from kernel.identifiers import new_id
from kernel.incoming import State
from tendering.spend_columns.domain import FileCode
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.queries import known_import, own_import
from tendering.spend_imports.tables import spend_import_parts
from tendering.suppliers.queries import heard_buyer


async def announce(
    session: AsyncSession,
    payer_id: UUID | None,
    *,
    filename: str,
    size: int,
    digest: str,
    payers: list[str],
    first: date | None,
    last: date | None,
    threshold: int | None,
    declared: int | None,
    by: str,
    now: datetime,
) -> SpendImport:
    """A file is about to come. A buyer's own may name the buyer, and the bodies of its group that it declares."""
    if payer_id is not None:
        payers = [(await heard_buyer(session, payer_id)).name, *payers]
    coming = SpendImport(
        id=new_id(),
        filename=filename,
        size=size,
        digest=digest,
        by=by,
        announced_at=now,
        payer_id=payer_id,
        payers=payers,
        first=first,
        last=last,
        threshold=threshold,
        declared=declared,
    )
    session.add(coming)
    return coming


async def receive(
    session: AsyncSession, store: ObjectStore, payer_id: UUID | None, import_id: UUID, *, part: int, content: bytes
) -> SpendImport:
    """Keep one part; the same part again replaces it."""
    coming = await own_import(session, payer_id, import_id)
    await receiving.receive(session, store, spend_import_parts, coming, part=part, content=content)
    return coming


async def begin(session: AsyncSession, payer_id: UUID | None, import_id: UUID, *, now: datetime) -> SpendImport:
    """All parts are there: it waits for its turn, unless the same file was read before.

    Told alike, that is no news and changes nothing; told of another period, it is none for that (already_published).
    Raises Conflict while the same file is being read.
    """
    coming = await own_import(session, payer_id, import_id)
    await receiving.must_be_complete(session, spend_import_parts, coming)
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(coming.digest))))
    earlier = await known_import(session, coming)
    coming.wait()
    if earlier is None:
        return coming
    if earlier.state is not State.DONE:
        raise Conflict(f"The same file is being read already, as import {earlier.id}.")
    if coming.is_told_like(earlier):
        coming.repeat(earlier)
        coming.finish(now)
    else:
        coming.refusal = FileCode.ALREADY_PUBLISHED
        coming.finish(now, f"These bytes were published before, as {earlier.filename}.")
    return coming
