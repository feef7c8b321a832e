"""What one may ask about adoptions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Adoption, Standard
from grants.adoptions.tables import adoptions


async def standards_of(session: AsyncSession, funder_id: UUID, at: datetime) -> frozenset[Standard]:
    """What the funder had adopted at that instant; nothing for one that never said."""
    said = (adoptions.c.funder_id == funder_id, adoptions.c.adopted_at <= at)
    latest = select(adoptions.c.standards).where(*said).order_by(adoptions.c.adopted_at.desc(), adoptions.c.id.desc())
    return frozenset(await session.scalar(latest.limit(1)) or ())


async def adoptions_by(
    session: AsyncSession, *, funder_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Adoption]:
    """What funders said, oldest first; it is public. `after` is the last one already seen."""
    query = select(Adoption).order_by(adoptions.c.id).limit(limit)
    if funder_id is not None:
        query = query.where(adoptions.c.funder_id == funder_id)
    if after is not None:
        query = query.where(adoptions.c.id > after)
    return (await session.scalars(query)).all()
