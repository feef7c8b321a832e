"""What one may ask about amendments."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.amendments.domain import Amendment
from tendering.amendments.tables import amendments


async def next_number(session: AsyncSession, notice_id: UUID) -> int:
    """The number of the amendment that comes next, the first being 1. Asked while the notice is held."""
    last = select(func.max(amendments.c.number)).where(amendments.c.notice_id == notice_id)
    return (await session.scalar(last) or 0) + 1


async def amendments_of(
    session: AsyncSession, notice_id: UUID, *, after: int = 0, limit: int | None = None
) -> Sequence[Amendment]:
    """Every amendment of a notice in its order; `after` is the number of the last one already seen."""
    found = select(Amendment).where(amendments.c.notice_id == notice_id, amendments.c.number > after)
    return (await session.scalars(found.order_by(amendments.c.number).limit(limit))).all()
