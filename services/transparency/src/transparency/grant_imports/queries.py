"""What is kept already of what an import of grants brings."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.json_text import content_of, parsed
from transparency.grant_awards.tables import grants
from transparency.grant_imports.tables import imported_grants


class Kept(NamedTuple):
    """What is known of an imported grant's content, and how recent its publisher says it is."""

    content: str
    modified: str


async def kept_grants(session: AsyncSession, ids: Collection[str]) -> dict[str, Kept]:
    """Those of these that were imported before."""
    kept = imported_grants.c
    query = select(kept.id, kept.content, kept.modified).where(kept.id.in_(ids))
    return {row.id: Kept(row.content, row.modified) for row in await session.execute(query)}


async def own_contents(session: AsyncSession, ids: Collection[str]) -> dict[str, str]:
    """The content of those of these that the platform published itself."""
    query = select(grants.c.id, grants.c.text).where(grants.c.id.in_(ids))
    return {row.id: content_of(parsed(row.text)) for row in await session.execute(query)}
