"""Keep one chunk of a file, and count it, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.copying import copy
from registry.bodies.commands.adopting import follow_numbers
from registry.bodies.commands.joining import join_bodies
from registry.codes.commands import keep_codes
from registry.imports.domain import RegisterImport, Tally
from registry.imports.tables import rejected
from registry.registers.commands.keeping import Record, Source, keep
from registry.registers.domain import Kept, Rejected

REJECTED = ("import_id", "line", "code", "sentence", "raw")


async def keep_chunk(
    session: AsyncSession, going: RegisterImport, source: Source, chunk: Sequence[Record | Rejected], *, now: datetime
) -> None:
    """Every record of the chunk is kept or listed as rejected, and reading goes on behind it."""
    refused = [it for it in chunk if isinstance(it, Rejected)]
    records = [it for it in chunk if not isinstance(it, Rejected)]
    outcome = await keep(session, source, records)
    await join_bodies(session, outcome.written, outcome.moved)
    await follow_numbers(session, {*outcome.written, *outcome.moved, *outcome.proved}, now=now)
    wrote_codes = await keep_codes(session, source.register, [entries for _, entries in records])
    for it, wrote in zip(outcome.records, wrote_codes, strict=True):
        it.unchanged &= not wrote
    going.advance(counted(outcome.records) + Tally(rejected=len(refused)))
    await session.flush()
    if refused:
        await copy(session, rejected, REJECTED, [_listed(going.id, it) for it in refused])


def counted(kept: Sequence[Kept]) -> Tally:
    """The sum of what became of records."""
    merged = sum(it.merged for it in kept)
    return Tally(
        accepted=len(kept) - merged,
        merged=merged,
        unchanged=sum(it.unchanged for it in kept),
        repeated=sum(it.repeated for it in kept),
    )


def _listed(import_id: UUID, it: Rejected) -> tuple[object, ...]:
    raw = it.raw.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return (import_id, it.line, it.code, it.sentence, raw)
