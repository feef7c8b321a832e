"""What one may ask about alliances; they are public, as their contracts are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.alliances.domain import Alliance, Joint
from tendering.alliances.tables import alliances, joints


async def alliance_of(session: AsyncSession, alliance_id: UUID) -> Alliance:
    """One alliance."""
    found = await session.get(Alliance, alliance_id)
    if found is None:
        raise NotFound(f"There is no alliance {alliance_id}.")
    return found


async def alliance_to_change(session: AsyncSession, alliance_id: UUID) -> Alliance:
    """One alliance, held until the transaction ends."""
    found = await session.get(Alliance, alliance_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no alliance {alliance_id}.")
    return found


async def decisions_of(session: AsyncSession, alliance_id: UUID) -> Sequence[Joint]:
    """What an alliance has decided, or tries to; oldest first."""
    mine = select(Joint).where(joints.c.alliance_id == alliance_id).order_by(joints.c.id)
    return (await session.scalars(mine)).all()


async def alliances_by(
    session: AsyncSession, *, buyer_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Alliance]:
    """Alliances, oldest first; `after` is the last one already seen."""
    query = select(Alliance).order_by(alliances.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(alliances.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(alliances.c.id > after)
    return (await session.scalars(query)).all()


async def decision_at_hand(session: AsyncSession, decision_id: UUID) -> tuple[Joint, Alliance]:
    """A decision and its alliance, both held until the transaction ends: who votes and who joins take turns."""
    found = await session.get(Joint, decision_id)
    if found is None:
        raise NotFound(f"There is no decision {decision_id}.")
    alliance = await alliance_to_change(session, found.alliance_id)
    await session.refresh(found, with_for_update=True)
    return found, alliance
