"""What one may do with contributions: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import ContributionAnswered, ContributionFacts, ContributionHeard
from kernel.versions import must_match
from tendering.contributions.domain import Contribution
from tendering.contributions.queries import contribution_to_answer
from tendering.engagement.queries import engagement_to_change


async def hear_users(
    session: AsyncSession, buyer_id: UUID, contribution: Contribution, *, now: datetime
) -> Contribution:
    """Write down what users gave to the design, and what they were paid."""
    await engagement_to_change(session, buyer_id, contribution.engagement_id)
    contribution.must_have_been_given(now=now)
    session.add(contribution)
    await emit(session, contribution.id, ContributionHeard(occurred_at=now, contribution=as_told(contribution)))
    return contribution


async def answer_users(
    session: AsyncSession,
    buyer_id: UUID,
    engagement_id: UUID,
    contribution_id: UUID,
    decision: str,
    *,
    expected: int | None,
    now: datetime,
) -> Contribution:
    """Say what became of a contribution: you said, we did."""
    await engagement_to_change(session, buyer_id, engagement_id)
    contribution = await contribution_to_answer(session, engagement_id, contribution_id)
    must_match(contribution.version, expected)
    contribution.decide(decision, now=now)
    await emit(session, contribution.id, ContributionAnswered(occurred_at=now, contribution=as_told(contribution)))
    return contribution


def as_told(contribution: Contribution) -> ContributionFacts:
    """What an event says of a contribution."""
    told = {name: getattr(contribution, name) for name in ContributionFacts.model_fields}
    return ContributionFacts(**told | {"hours": str(contribution.hours), "paid": str(contribution.paid)})
