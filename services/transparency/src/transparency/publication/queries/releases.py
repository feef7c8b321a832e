"""What one may ask about published releases."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Table, and_, cast, literal, null, select, tuple_, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from transparency.imports.tables import envelopes
from transparency.publication.domain import Filters, Published, Source
from transparency.release_imports.tables import imported_releases
from transparency.releases.tables import releases

AT_ONCE = 200
Position = tuple[datetime, str, str]


async def releases_matching(
    session: AsyncSession, filters: Filters, *, after: Position | None, limit: int
) -> Sequence[Published]:
    """In the order in which they were published here; `after` is the position of the last one already seen."""
    tables = {Source.OWN: [releases], Source.IMPORTED: [imported_releases]}
    asked = [
        chosen(table, filters, after, limit) for table in tables.get(filters.source, [releases, imported_releases])
    ]
    merged = union_all(*asked).subquery()
    query = select(merged).order_by(merged.c.published_at, merged.c.ocid, merged.c.id).limit(limit)
    return [Published(**row) for row in (await session.execute(query)).mappings()]


def chosen(table: Table, filters: Filters, after: Position | None, limit: int) -> Select[Any]:
    """The filters on one of the two tables; each gives no more than a page, by its own index."""
    row = table.c
    wanted = [
        filters.buyer is None or row.buyers.contains(cast([filters.buyer], ARRAY(String))),
        filters.updated_from is None or row.published_at >= filters.updated_from,
        filters.updated_to is None or row.published_at <= filters.updated_to,
        not filters.tags or row.tags.overlap(cast(filters.tags, ARRAY(String))),
        after is None or tuple_(row.published_at, row.ocid, row.id) > tuple_(*map(literal, after)),
    ]
    ours = table is releases
    query = select(
        row.ocid,
        row.id,
        row.published_at,
        row.text,
        (null() if ours else row.publisher).label("publisher"),
        null().label("envelope"),
    )
    conditions = [condition for condition in wanted if condition is not True]
    return query.where(and_(True, *conditions)).order_by(row.published_at, row.ocid, row.id).limit(limit)


async def releases_of(session: AsyncSession, ocid: str) -> Sequence[Published]:
    """All releases of a process, oldest first. Raises NotFound.

    Of a process that the platform publishes itself only its own: a record is one publisher's word.
    """
    return await found_by(session, releases.c.ocid == ocid, imported_releases.c.ocid == ocid, ocid)


async def release_called(session: AsyncSession, release_id: str) -> Sequence[Published]:
    """The release of that id; two portals may have the same. Raises NotFound."""
    return await found_by(session, releases.c.id == release_id, imported_releases.c.id == release_id, release_id)


async def found_by(
    session: AsyncSession, ours: ColumnElement[bool], theirs: ColumnElement[bool], name: str
) -> Sequence[Published]:
    """Our own releases or else others', with what their packages said of themselves. Raises NotFound."""
    kept = imported_releases.c
    own = select(releases).where(ours).order_by(releases.c.published_at, releases.c.id)
    imported = (
        select(imported_releases, envelopes.c.text.label("said"))
        .join(envelopes, kept.envelope == envelopes.c.digest)
        .where(theirs)
        .order_by(kept.date, kept.id)
    )
    if found := (await session.execute(own)).all():
        return [Published(row.ocid, row.id, row.published_at, row.text) for row in found]
    if found := (await session.execute(imported)).all():
        return [Published(row.ocid, row.id, row.published_at, row.text, row.publisher, row.said) for row in found]
    raise NotFound(f"Nothing is published under {name}.")


async def every_release(
    open_session: Callable[[], AbstractAsyncContextManager[AsyncSession]], filters: Filters
) -> AsyncIterator[Published]:
    """All that match, in order; a short transaction for each few hundred, however slowly they are taken."""
    after: Position | None = None
    while True:
        async with open_session() as session:
            found = await releases_matching(session, filters, after=after, limit=AT_ONCE)
        for release in found:
            yield release
        if len(found) < AT_ONCE:
            return
        after = (found[-1].published_at, found[-1].ocid, found[-1].id)
