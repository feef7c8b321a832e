"""What is kept already of what an import brings."""

from collections.abc import Collection

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.json_text import content_of, parsed
from transparency.release_imports.tables import imported_releases
from transparency.releases.tables import releases


async def kept_contents(session: AsyncSession, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The content of each of these releases, by ocid and id, that was imported before."""
    kept = imported_releases.c
    query = select(kept.ocid, kept.id, kept.content).where(tuple_(kept.ocid, kept.id).in_(names))
    return {(row.ocid, row.id): row.content for row in await session.execute(query)}


async def own_contents(session: AsyncSession, ocids: Collection[str]) -> dict[tuple[str, str], str]:
    """The content of every release of these processes that the platform published itself."""
    query = select(releases.c.ocid, releases.c.id, releases.c.text).where(releases.c.ocid.in_(ocids))
    return {(row.ocid, row.id): content_of(parsed(row.text)) for row in await session.execute(query)}
