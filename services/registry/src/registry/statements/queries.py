"""Questions about statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from registry.statements.tables import statements

Record = tuple[str, str]  # the publisher, and its id for the record


@dataclass(frozen=True, slots=True)
class Series:
    """What is kept of one record: how many statements, what the last of them is, and of whom they are."""

    length: int
    content: str
    status: str | None
    type: str
    party: UUID | None
    text: str


async def contents_of(session: AsyncSession, ids: Collection[str]) -> Mapping[str, str]:
    """Of the statements with these ids, what they say."""
    found = await session.execute(select(statements.c.id, statements.c.content).where(statements.c.id.in_(ids)))
    return {row.id: row.content for row in found}


async def series_of(session: AsyncSession, records: Collection[Record]) -> Mapping[Record, Series]:
    """What is kept of these records."""
    s = statements.c
    place = func.row_number().over(partition_by=(s.publisher, s.record_id), order_by=s.seq.desc())
    count = func.count().over(partition_by=(s.publisher, s.record_id))
    columns = (s.publisher, s.record_id, s.content, s.status, s.record_type, s.party, s.text)
    ranked = select(*columns, count.label("length"), place.label("place"))
    last = ranked.where(tuple_(s.publisher, s.record_id).in_(list(records))).subquery()
    found = await session.execute(select(last).where(last.c.place == 1))
    return {
        (row.publisher, row.record_id): Series(
            row.length, row.content, row.status, row.record_type, row.party, row.text
        )
        for row in found
    }


async def newest_statement(session: AsyncSession) -> int:
    """Up to where the statements reach; 0 while there is none."""
    return await session.scalar(select(func.max(statements.c.seq))) or 0


async def statements_after(
    session: AsyncSession, seq: int, *, until: int, about: UUID | None, publisher: str | None, limit: int
) -> Sequence[Any]:
    """The next statements as published, in the order in which they were kept."""
    query = select(statements.c.seq, statements.c.text).where(statements.c.seq > seq, statements.c.seq <= until)
    if about is not None:
        query = query.where(statements.c.about == about)
    if publisher is not None:
        query = query.where(statements.c.publisher == publisher)
    return (await session.execute(query.order_by(statements.c.seq).limit(limit))).all()
