"""What one may ask about outcomes; they are public, as their contract is."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.awards.queries import award_of
from tendering.contracts.domain import Contract
from tendering.notices.queries import visible_notice
from tendering.outcomes.domain import Return
from tendering.outcomes.rules import annual_award
from tendering.outcomes.tables import returns


async def returns_of(session: AsyncSession, contract_id: UUID, *, after: UUID | None, limit: int) -> Sequence[Return]:
    """What a contract gave, return by return, oldest first."""
    query = select(Return).where(returns.c.contract_id == contract_id).order_by(returns.c.id).limit(limit)
    if after is not None:
        query = query.where(returns.c.id > after)
    return (await session.scalars(query)).all()


async def award_a_year(session: AsyncSession, contract: Contract) -> Fraction | None:
    """The pence that the contract's award pays in a year."""
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    return annual_award(notice, await award_of(session, contract.award_id), contract)
