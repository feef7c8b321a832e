"""What one may ask about engagements: the whole log is public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import Party
from events.tendering import EngagementFacts
from kernel.errors import NotFound, Unacceptable
from tendering.engagement.domain import Contact, Engagement
from tendering.engagement.tables import contacts, engagements


async def engagement_of(session: AsyncSession, engagement_id: UUID) -> Engagement:
    """One engagement. Raises NotFound."""
    found = await session.get(Engagement, engagement_id)
    if found is None:
        raise NotFound(f"There is no engagement {engagement_id}.")
    return found


async def engagement_to_change(session: AsyncSession, buyer_id: UUID, engagement_id: UUID) -> Engagement:
    """The buyer's own engagement, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Engagement, engagement_id, with_for_update=True)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no engagement {engagement_id} of yours.")
    return found


async def must_be_of(session: AsyncSession, buyer_id: UUID, engagement_id: UUID | None) -> None:
    """Raise Unacceptable unless what a notice says that it follows from is its buyer's own."""
    found = None if engagement_id is None else await session.get(Engagement, engagement_id)
    if engagement_id is not None and (found is None or found.buyer_id != buyer_id):
        raise Unacceptable("/engagement_id", "It must be an engagement of the buyer.")


async def engagements_by(
    session: AsyncSession, *, buyer_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Engagement]:
    """All engagements or one buyer's, oldest first; `after` is the last one already seen."""
    query = select(Engagement).order_by(engagements.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(engagements.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(engagements.c.id > after)
    return (await session.scalars(query)).all()


async def contacts_of(
    session: AsyncSession, engagement_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[Contact]:
    """The conversations of an engagement in the order in which they were written down."""
    query = select(Contact).where(contacts.c.engagement_id == engagement_id).order_by(contacts.c.id).limit(limit)
    if after is not None:
        query = query.where(contacts.c.id > after)
    return (await session.scalars(query)).all()


def announced(engagement: Engagement, buyer: Party) -> EngagementFacts:
    """What an event says of an engagement."""
    told = {
        name: getattr(engagement, name) for name in EngagementFacts.model_fields.keys() - {"engagement_id", "buyer"}
    }
    return EngagementFacts(engagement_id=engagement.id, buyer=buyer, **told)
