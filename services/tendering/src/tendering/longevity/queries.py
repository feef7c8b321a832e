"""What one may ask about reviews of long contracts; they are public, as their contract is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.contracts.domain import Contract
from tendering.longevity.domain import TermReview
from tendering.longevity.rules import review_due
from tendering.longevity.tables import reviews


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """A contract's reviews, oldest first, and the day by which the next is due."""

    contract_id: UUID
    reviews: Sequence[TermReview]
    next_due_on: date | None


async def reviews_among(session: AsyncSession, contract_ids: Collection[UUID]) -> Sequence[TermReview]:
    """The reviews of all of these contracts, oldest first."""
    made = select(TermReview).where(reviews.c.contract_id.in_(contract_ids)).order_by(reviews.c.reviewed_at)
    return (await session.scalars(made)).all()


async def reviews_of(session: AsyncSession, contract: Contract) -> Reviewed:
    """How a contract was looked at so far."""
    done = await reviews_among(session, [contract.id])
    last = day_of(done[-1].reviewed_at) if done else None
    due = review_due(contract.starts_on, contract.ends_on, last, on=contract.starts_on)
    return Reviewed(contract_id=contract.id, reviews=done, next_due_on=due if contract.ended_on is None else None)
