"""What one may ask of payments compliance notices; they are public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.payment_notices.domain import PaymentsNotice
from tendering.payment_notices.tables import payments_notices


async def notices_of(
    session: AsyncSession, buyer_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[PaymentsNotice]:
    """An authority's notices, in the order in which they were published."""
    query = select(PaymentsNotice).where(payments_notices.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(payments_notices.c.id > after)
    return (await session.scalars(query.order_by(payments_notices.c.id).limit(limit))).all()
