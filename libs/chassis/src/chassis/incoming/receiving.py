"""A file comes in, part by part."""

import obstore
from obstore.store import ObjectStore
from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming.stored import path_of
from kernel.errors import RuleBroken
from kernel.incoming import IncomingFile, State


async def receive(
    session: AsyncSession, store: ObjectStore, parts: Table, coming: IncomingFile, *, part: int, content: bytes
) -> None:
    """Keep one part; the same part again replaces it. Raises RuleBroken for a part of another size."""
    coming.must_be(State.ANNOUNCED)
    size = coming.size_of_part(part)
    if len(content) != size:
        raise RuleBroken(f"Part {part} has {size} bytes, and not {len(content)}.")
    await obstore.put_async(store, path_of(coming.id, part), content)
    await session.execute(insert(parts).on_conflict_do_nothing(), {"import_id": coming.id, "part": part})


async def must_be_complete(session: AsyncSession, parts: Table, coming: IncomingFile) -> None:
    """Raises RuleBroken while parts are missing."""
    coming.must_be(State.ANNOUNCED)
    there = set(await session.scalars(select(parts.c.part).where(parts.c.import_id == coming.id)))
    missing = sorted(set(range(coming.parts)) - there)
    if missing:
        raise RuleBroken(f"{len(missing)} of {coming.parts} parts have not come, the first of them part {missing[0]}.")
