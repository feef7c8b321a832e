"""What one may ask about assessment summaries."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.summaries.domain import Summary
from tendering.summaries.tables import summaries


async def summaries_sent(
    session: AsyncSession,
    notice_id: UUID,
    *,
    bidder_id: UUID | None = None,
    after: UUID | None = None,
    limit: int | None = None,
) -> Sequence[Summary]:
    """What was sent to the bidders of a notice, or to one of them, oldest first."""
    query = select(Summary).where(summaries.c.notice_id == notice_id).order_by(summaries.c.id).limit(limit)
    if bidder_id is not None:
        query = query.where(summaries.c.bidder_id == bidder_id)
    if after is not None:
        query = query.where(summaries.c.id > after)
    return (await session.scalars(query)).all()
