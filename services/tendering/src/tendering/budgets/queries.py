"""What an authority may ask about the budgets that it opened. To anybody else they read as not found."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import end_of
from kernel.errors import NotFound
from kernel.money import Money
from tendering.budgets.domain import Budget, Statement
from tendering.budgets.tables import budgets, spendings


async def budget_of(session: AsyncSession, buyer_id: UUID, budget_id: UUID) -> Budget:
    """One of the authority's budgets."""
    found = await session.get(Budget, budget_id)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no budget {budget_id} of yours.")
    return found


async def budget_to_change(session: AsyncSession, buyer_id: UUID, budget_id: UUID) -> Budget:
    """The same, held until the transaction ends, so that nobody else spends meanwhile."""
    found = await session.get(Budget, budget_id, with_for_update=True)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no budget {budget_id} of yours.")
    return found


async def budgets_of(session: AsyncSession, buyer_id: UUID, *, after: UUID | None, limit: int) -> Sequence[Budget]:
    """The authority's budgets, oldest first; `after` is the last one already seen."""
    query = select(Budget).where(budgets.c.buyer_id == buyer_id).order_by(budgets.c.id).limit(limit)
    if after is not None:
        query = query.where(budgets.c.id > after)
    return (await session.scalars(query)).all()


async def statement_of(session: AsyncSession, buyer_id: UUID, holder_id: UUID) -> Statement:
    """All that one holder has of this authority. Raises NotFound for who holds nothing."""
    query = select(Budget).where(budgets.c.buyer_id == buyer_id, budgets.c.holder_id == holder_id)
    found = (await session.scalars(query.order_by(budgets.c.id))).all()
    if not found:
        raise NotFound(f"Nobody holds a budget of yours as {holder_id}.")
    return Statement(holder_id, found)


async def came_to(session: AsyncSession, buyer_id: UUID, cpv: str, until: date) -> tuple[int, Money, Money]:
    """How many hold budgets for a service that were opened by the end of a day, their sum, and what was spent by then.

    By when it was recorded, so that nothing comes in later for a day that is over.
    """
    at = end_of(until)
    mine = (budgets.c.buyer_id == buyer_id, budgets.c.cpv == cpv, budgets.c.opened_at < at)
    held = select(func.count(budgets.c.holder_id.distinct()), cast(func.sum(budgets.c.amount), BigInteger)).where(*mine)
    holders, amount = (await session.execute(held)).one()
    paid = select(cast(func.sum(spendings.c.amount), BigInteger)).join(budgets, budgets.c.id == spendings.c.budget_id)
    spent = await session.scalar(paid.where(*mine, spendings.c.recorded_at < at))
    return holders, Money(amount or 0), Money(spent or 0)
