"""What a safeguarding lead may ask."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden, NotFound
from ratings.safeguarding.domain import Lead, Matter
from ratings.safeguarding.tables import matters


async def lead_of(session: AsyncSession, buyer_id: UUID) -> Lead:
    """Who reads this authority's matters. Raises Forbidden where it has named nobody: then nobody reads."""
    found = await session.get(Lead, buyer_id)
    if found is None:
        raise Forbidden("Your authority has named no safeguarding lead, and nobody else reads serious matters.")
    return found


async def matter_of(session: AsyncSession, buyer_id: UUID, story_id: UUID) -> Matter:
    """One matter of this authority, held until the transaction ends. Raises NotFound."""
    found = await session.get(Matter, story_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no matter {story_id}.")
    found.must_be_of(buyer_id)
    return found


async def matters_of(
    session: AsyncSession, buyer_id: UUID, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[Matter]:
    """Those of an authority, in the order in which they are due."""
    query = select(Matter).where(matters.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(tuple_(matters.c.due_on, matters.c.story_id) > tuple_(*after))
    return (await session.scalars(query.order_by(matters.c.due_on, matters.c.story_id).limit(limit))).all()


async def matters_overdue(session: AsyncSession, today: date, *, limit: int) -> Sequence[Matter]:
    """Those that nobody has acknowledged in time, and of which nobody was told; each held."""
    late = (matters.c.acknowledged_at.is_(None), matters.c.due_on < today, matters.c.overdue_told_on.is_(None))
    query = select(Matter).where(*late).order_by(matters.c.story_id).limit(limit).with_for_update(skip_locked=True)
    return (await session.scalars(query)).all()
