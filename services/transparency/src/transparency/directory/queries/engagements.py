"""What came before a notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import ContributionFacts, EngagementFacts
from transparency.directory.domain import Meeting
from transparency.directory.tables import contacts, contributions, engagements


@dataclass(frozen=True, slots=True)
class EngagementFile:
    """How the market was asked, who was met, and what users gave; `announced` is None where no notice said so."""

    announced: EngagementFacts | None
    contacts: Sequence[Meeting]
    contributions: Sequence[ContributionFacts]


async def engagement_file(session: AsyncSession, engagement_id: UUID) -> EngagementFile:
    """All that is public of an engagement, in the order in which it happened."""
    told = await session.scalar(select(engagements.c.facts).where(engagements.c.id == engagement_id))
    met = contacts.c
    meetings = await session.execute(
        select(met.supplier, met.held_at, met.topic, met.said, met.documents)
        .where(met.engagement_id == engagement_id)
        .order_by(met.held_at, met.id)
    )
    given = select(contributions.c.facts).where(contributions.c.engagement_id == engagement_id)
    return EngagementFile(
        told and EngagementFacts.model_validate(told),
        [Meeting(*row) for row in meetings],
        [ContributionFacts.model_validate(each) for each in await session.scalars(given.order_by(contributions.c.id))],
    )
