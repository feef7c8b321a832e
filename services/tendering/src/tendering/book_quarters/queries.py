"""What one may ask about the quarters of open books; they are public but for what is withheld."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.book_quarters.domain import QuarterReturn, Quarters
from tendering.book_quarters.rules import quarters_between, quarters_due
from tendering.book_quarters.tables import quarters
from tendering.book_tiers.queries import standing_of
from tendering.book_tiers.rules import depth_on
from tendering.contracts.domain import Contract


async def quarters_of(session: AsyncSession, contract: Contract, *, now: datetime) -> Quarters:
    """The quarters of a signed contract, from its first day to its last."""
    standing = await standing_of(session, contract)
    told = await returns_of(session, contract.id)
    over = contract.ended_on or contract.ends_on
    periods = quarters_between(contract.starts_on, over, on=standing.signed_on)
    return Quarters(
        standing=standing,
        depth=depth_on(standing, day_of(now)),
        periods=periods,
        returns=told,
        due=quarters_due(standing, periods, told),
        today=day_of(now),
    )


async def returns_of(session: AsyncSession, contract_id: UUID) -> Sequence[QuarterReturn]:
    """Every return of a contract by quarter, oldest first, those that were replaced among them."""
    mine = select(QuarterReturn).where(quarters.c.contract_id == contract_id)
    return (await session.scalars(mine.order_by(quarters.c.first, quarters.c.returned_at, quarters.c.id))).all()
