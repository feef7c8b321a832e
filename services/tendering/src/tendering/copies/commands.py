"""How a notice is copied: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from tendering.copies.domain import copied
from tendering.notices.commands import draft_notice
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice


async def copy_notice(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, closes_at: datetime) -> Notice:
    """Begin a draft with the terms of a notice that this buyer may read, its own or another's that is public.

    Nothing is copied of bids, panels, keys, questions or awards.
    """
    notice = await visible_notice(session, buyer_id, notice_id)
    return await draft_notice(session, buyer_id, copied(notice, closes_at=closes_at))
