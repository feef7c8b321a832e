"""The lines of a file, in its order, however many."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import all_, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.published_lines.rules import Layout, places_in
from tendering.spend_files.domain import Outcome, Warn
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.tables import spend_lines
from tendering.spend_sums.tables import spend_months

AT_ONCE = 1000


async def layouts_of(session: AsyncSession, read: SpendImport) -> list[Layout]:
    """Which column says what, as far as the rows of the headings themselves tell."""
    told = {(each["sheet"], each["line"]): each["columns"] for each in read.layouts}
    kept = spend_lines.c
    query = select(kept.sheet, kept.line, kept.cells).where(
        kept.import_id == read.id, kept.line.in_([line for _, line in told])
    )
    return [
        Layout(row.sheet, row.line, places_in(told[row.sheet, row.line], orjson.loads(row.cells)))
        for row in await session.execute(query.order_by(kept.record))
        if (row.sheet, row.line) in told
    ]


async def accepted_lines(session: AsyncSession, read: SpendImport) -> AsyncIterator[Sequence[Any]]:
    """Payments, some at a time: the settlement of a card is none, since its purchases are there themselves."""
    kept = spend_lines.c
    query = (
        select(spend_lines)
        .where(kept.import_id == read.id, kept.outcome == Outcome.ACCEPTED)
        .where(all_(kept.warnings) != Warn.CARD_SETTLEMENT.value)
        .order_by(kept.record)
    )
    found = await session.stream(query.execution_options(yield_per=AT_ONCE))
    async for batch in found.partitions():
        yield batch


async def months_of(session: AsyncSession, read: SpendImport) -> list[date]:
    """The months that a file tells of, each by its first day."""
    query = select(spend_months.c.month).where(spend_months.c.import_id == read.id).distinct()
    return sorted(await session.scalars(query))
