"""What one may ask about published documents."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.redactions.domain import Disclosed
from tendering.redactions.tables import disclosed


async def documents_among(session: AsyncSession, contract_ids: Collection[UUID]) -> Sequence[Disclosed]:
    """The documents of all of these contracts, oldest first."""
    theirs = select(Disclosed).where(disclosed.c.contract_id.in_(contract_ids))
    return (await session.scalars(theirs.order_by(disclosed.c.published_at, disclosed.c.id))).all()


async def documents_of(session: AsyncSession, contract_id: UUID) -> Sequence[Disclosed]:
    """The documents of a contract as they were published, oldest first; those that were replaced too."""
    return await documents_among(session, [contract_id])
