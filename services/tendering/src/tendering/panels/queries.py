"""What one may ask about panels."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden, NotFound
from tendering.panels.domain import Member
from tendering.panels.tables import panel_members


async def members_of(session: AsyncSession, notice_id: UUID) -> Sequence[Member]:
    """Everybody on the panels of a notice, in the order of appointment."""
    found = select(Member).where(panel_members.c.notice_id == notice_id).order_by(panel_members.c.id)
    return (await session.scalars(found)).all()


async def member_of(session: AsyncSession, notice_id: UUID, member_id: UUID) -> Member:
    """One member of a notice's panels, held until the transaction ends. Raises NotFound."""
    member = await session.get(Member, member_id, with_for_update=True)
    if member is None or member.notice_id != notice_id:
        raise NotFound(f"There is no panel member {member_id}.")
    return member


async def own_seat(session: AsyncSession, notice_id: UUID, subject: str) -> Member:
    """The caller's own seat, held until the transaction ends. Raises Forbidden for who has none."""
    query = select(Member).where(panel_members.c.notice_id == notice_id, panel_members.c.subject == subject)
    member: Member | None = await session.scalar(query.with_for_update())
    if member is None:
        raise Forbidden("You are on no panel of this notice.")
    return member
