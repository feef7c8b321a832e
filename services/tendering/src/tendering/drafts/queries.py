"""What one may ask about drafts: one's own, and nothing else."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.drafts.domain import Draft
from tendering.drafts.tables import bid_drafts


async def draft_of(session: AsyncSession, bidder_id: UUID, notice_id: UUID) -> Draft | None:
    """What this provider has written for this notice."""
    theirs = (bid_drafts.c.notice_id == notice_id) & (bid_drafts.c.bidder_id == bidder_id)
    return await session.scalar(select(Draft).where(theirs))


async def own_draft(session: AsyncSession, bidder_id: UUID, notice_id: UUID) -> Draft:
    """The same. Raises NotFound where nothing is written."""
    draft = await draft_of(session, bidder_id, notice_id)
    if draft is None:
        raise NotFound(f"You have no draft for the notice {notice_id}.")
    return draft
