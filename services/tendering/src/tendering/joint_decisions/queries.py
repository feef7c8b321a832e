"""What one may ask about the decisions of alliances; they are public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.alliances.domain import Alliance
from tendering.alliances.queries import alliance_to_change
from tendering.joint_decisions.domain import Joint
from tendering.joint_decisions.tables import joints


async def decisions_of(session: AsyncSession, alliance_id: UUID) -> Sequence[Joint]:
    """What an alliance has decided, or tries to; oldest first."""
    mine = select(Joint).where(joints.c.alliance_id == alliance_id).order_by(joints.c.id)
    return (await session.scalars(mine)).all()


async def decision_at_hand(session: AsyncSession, decision_id: UUID) -> tuple[Joint, Alliance]:
    """A decision and its alliance, both held until the transaction ends: who votes and who joins take turns."""
    found = await session.get(Joint, decision_id)
    if found is None:
        raise NotFound(f"There is no decision {decision_id}.")
    alliance = await alliance_to_change(session, found.alliance_id)
    await session.refresh(found, with_for_update=True)
    return found, alliance
