"""What is done about serious matters: a lead is named, a matter routed, acknowledged, and told of where nobody does."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import (
    SafeguardingLeadNamed,
    SeriousMatterAcknowledged,
    SeriousMatterOverdue,
    SeriousMatterRouted,
)
from kernel.clock import day_of
from kernel.versions import must_match
from ratings.safeguarding.domain import Lead, Matter
from ratings.safeguarding.queries import lead_of, matter_of, matters_overdue
from ratings.stories.domain import Story

BATCH = 100


async def name_lead(
    session: AsyncSession, buyer_id: UUID, subject: str, *, expected: int | None, now: datetime
) -> Lead:
    """The authority says who reads its serious matters; that somebody was named is told to it, whom is not."""
    lead = await session.get(Lead, buyer_id, with_for_update=True)
    if lead is None:
        session.add(lead := Lead(buyer_id=buyer_id, subject=subject, named_at=now))
    else:
        must_match(lead.version, expected)
        lead.name(subject, now=now)
    await emit(session, lead.entity, SafeguardingLeadNamed(occurred_at=now, buyer_id=buyer_id))
    return lead


async def route(session: AsyncSession, story: Story, *, now: datetime) -> None:
    """Give a story to those who must protect people; routed again after an appeal, it is the same matter."""
    if await session.get(Matter, story.id) is not None:
        return
    session.add(Matter.routed(story.id, story.contract_id, story.buyer_id, today=day_of(now)))
    told = SeriousMatterRouted(occurred_at=now, contract_id=story.contract_id, buyer_id=story.buyer_id)
    await emit(session, story.id, told)


async def acknowledge(session: AsyncSession, buyer_id: UUID, subject: str, story_id: UUID, *, now: datetime) -> Matter:
    """The lead takes it, and may read it from then on. Raises Forbidden for anybody else, NotFound."""
    (await lead_of(session, buyer_id)).must_be(subject)
    matter = await matter_of(session, buyer_id, story_id)
    if matter.acknowledge(subject, now=now):
        told = SeriousMatterAcknowledged(
            occurred_at=now, contract_id=matter.contract_id, buyer_id=buyer_id, in_time=not matter.is_late
        )
        await emit(session, story_id, told)
    return matter


async def tell_overdue_matters(session: AsyncSession, now: datetime) -> None:
    """Tell an authority, once, that nobody took a matter in time; a timer, and safe to call again."""
    for matter in await matters_overdue(session, day_of(now), limit=BATCH):
        matter.overdue_told_on = day_of(now)
        matter.version += 1
        told = SeriousMatterOverdue(
            occurred_at=now, contract_id=matter.contract_id, buyer_id=matter.buyer_id, due_on=matter.due_on
        )
        await emit(session, matter.story_id, told)
