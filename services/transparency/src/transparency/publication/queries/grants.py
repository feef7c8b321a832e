"""What one may ask about published grants."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, String, cast, literal, select, tuple_, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from transparency.grant_awards.tables import grants
from transparency.grant_imports.tables import imported_grants

AT_ONCE = 500
Position = tuple[datetime, str]


class PublishedGrant(NamedTuple):
    """A grant as it lies here, in its own text."""

    id: str
    published_at: datetime
    text: str


async def grants_matching(
    session: AsyncSession, *, imported: bool | None, funder: str | None, after: Position | None, limit: int
) -> Sequence[PublishedGrant]:
    """In the order in which they came to be published here as they stand; `imported` None asks for both kinds."""
    tables = [grants, imported_grants] if imported is None else [imported_grants if imported else grants]

    def chosen(row: Any) -> Select[Any]:
        query = select(row.id, row.published_at, row.text)
        if funder is not None:
            query = query.where(row.funders.contains(cast([funder], ARRAY(String))))
        if after is not None:
            query = query.where(tuple_(row.published_at, row.id) > tuple_(*map(literal, after)))
        return query.order_by(row.published_at, row.id).limit(limit)

    merged = union_all(*(chosen(table.c) for table in tables)).subquery()
    found = await session.execute(select(merged).order_by(merged.c.published_at, merged.c.id).limit(limit))
    return [PublishedGrant(*row) for row in found]


async def every_grant(
    open_session: Callable[[], AbstractAsyncContextManager[AsyncSession]],
    *,
    imported: bool | None,
    funder: str | None,
) -> AsyncIterator[PublishedGrant]:
    """All that match, in order; a short transaction for each few hundred, however slowly they are taken."""
    after: Position | None = None
    while True:
        async with open_session() as session:
            found = await grants_matching(session, imported=imported, funder=funder, after=after, limit=AT_ONCE)
        for grant in found:
            yield grant
        if len(found) < AT_ONCE:
            return
        after = (found[-1].published_at, found[-1].id)
