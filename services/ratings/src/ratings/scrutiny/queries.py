"""What one may ask about scrutiny committees."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.scrutiny.domain import Pack, Sitting
from ratings.scrutiny.tables import packs, sittings

PLACE = (sittings.c.held_at, sittings.c.id)


async def sitting_of(session: AsyncSession, sitting_id: UUID, *, held: bool = False) -> Sitting:
    """One meeting, held until the transaction ends if it is to be changed. Raises NotFound."""
    query = select(Sitting).where(sittings.c.id == sitting_id)
    found = await session.scalar(query.with_for_update() if held else query)
    if found is None:
        raise NotFound(f"There is no meeting {sitting_id}.")
    return found


async def calendar(
    session: AsyncSession,
    *,
    buyer_id: UUID | None,
    since: datetime | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Sitting]:
    """Meetings in the order in which they are held; `after` is the last one already seen."""
    query = select(Sitting).order_by(*PLACE).limit(limit)
    if buyer_id is not None:
        query = query.where(sittings.c.buyer_id == buyer_id)
    if since is not None:
        query = query.where(sittings.c.held_at >= since)
    if after is not None:
        query = query.where(tuple_(*PLACE) > tuple_(*after))
    return (await session.scalars(query)).all()


async def found_pack(session: AsyncSession, sitting_id: UUID, petition_id: UUID) -> Pack | None:
    """What a committee has before it of one petition, if anything."""
    return await session.scalar(
        select(Pack).where(packs.c.sitting_id == sitting_id, packs.c.petition_id == petition_id)
    )


async def pack_of(session: AsyncSession, sitting_id: UUID, petition_id: UUID) -> Pack:
    """The same. Raises NotFound."""
    found = await found_pack(session, sitting_id, petition_id)
    if found is None:
        raise NotFound(f"Petition {petition_id} is not before meeting {sitting_id}.")
    return found
