"""Spend files of authorities: of which months they tell, and their lines, which lie in the store."""

from collections.abc import AsyncIterator, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from uuid import UUID

import obstore
from obstore.store import ObjectStore
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import SpendLinesPublished
from kernel.periods import DatePeriod
from transparency.spend_lines.tables import authority_spend_files

AT_ONCE = 262_144  # bytes
#: Payers, each with a month that a file of theirs tells of.
Told = AbstractSet[tuple[UUID, date]]


class Line(BaseModel):
    """A line of an authority's spend file, as tendering publishes it."""

    payer: str | None
    payee: str | None
    org_id: str | None
    paid_on: date
    amount: str
    irrecoverable_vat: str | None
    reference: str | None
    department: str | None
    purpose: str | None
    category: str | None
    classification: str | None
    is_grant: bool | None


async def files_of(session: AsyncSession, payer_id: UUID | None) -> Sequence[SpendLinesPublished]:
    """The files of one authority, or of all, always in the same order."""
    kept = authority_spend_files.c
    query = select(kept.facts).order_by(kept.buyer_id, kept.id)
    if payer_id is not None:
        query = query.where(kept.buyer_id == payer_id)
    return [SpendLinesPublished.model_validate(facts) for facts in await session.scalars(query)]


def months_told(files: Iterable[SpendLinesPublished]) -> Told:
    """Of which months there are files, each by its first day."""
    return frozenset((file.payer.id, month) for file in files for month in file.months)


def is_told(told: Told, payer_id: UUID, paid_on: date) -> bool:
    """Whether a payment of that day is in a file: then the file's own line is the one that counts."""
    return (payer_id, paid_on.replace(day=1)) in told


async def lines_of(store: ObjectStore, file: SpendLinesPublished, days: DatePeriod | None) -> AsyncIterator[Line]:
    """Its lines of the days asked for, also those of small amounts: a payment is often published in parts."""
    if days is not None:
        whole = replace(days, first=days.first.replace(day=1))
        if not any(month in whole for month in file.months):
            return
    found = await obstore.get_async(store, file.path)
    begun = b""
    async for piece in found.stream(min_chunk_size=AT_ONCE):
        *texts, begun = (begun + bytes(piece)).split(b"\n")
        for text in texts:
            line = Line.model_validate_json(text)
            if days is None or line.paid_on in days:
                yield line
