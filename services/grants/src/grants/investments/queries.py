"""What one may ask about social investments; they are public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Investment as InvestmentTold
from events.grants import Payment as PaymentTold
from grants.investments.domain import Investment
from grants.investments.tables import investments
from grants.parties.queries import party
from kernel.errors import NotFound


async def investment_of(session: AsyncSession, investment_id: UUID) -> Investment:
    """One investment."""
    found = await session.get(Investment, investment_id)
    if found is None:
        raise NotFound(f"There is no investment {investment_id}.")
    return found


async def funders_investment(session: AsyncSession, funder_id: UUID, investment_id: UUID) -> Investment:
    """The funder's own, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Investment, investment_id, with_for_update=True)
    if found is None or found.funder_id != funder_id:
        raise NotFound(f"There is no investment {investment_id}.")
    return found


async def investments_of(
    session: AsyncSession, *, funder_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Investment]:
    """Investments, oldest first; `after` is the last one already seen."""
    query = select(Investment).order_by(investments.c.id).limit(limit)
    if funder_id is not None:
        query = query.where(investments.c.funder_id == funder_id)
    if after is not None:
        query = query.where(investments.c.id > after)
    return (await session.scalars(query)).all()


async def investment_told(session: AsyncSession, investment: Investment) -> InvestmentTold:
    """What an event says of an investment as it now stands."""
    amounts = ("capital", "outcome_payments", "gross_return", "return_cap", "investor_receives", "recycled_surplus")
    same = ("scheme_id", "title", "investor", "private_equity_flag", "private_equity_source", "settled_at")
    return InvestmentTold(
        investment_id=investment.id,
        funder=await party(session, investment.funder_id),
        term_years=f"{investment.term_years:f}",
        return_cap_per_year=f"{investment.return_cap_per_year:f}",
        payment_cap=None if investment.payment_cap is None else str(investment.payment_cap),
        payments=[PaymentTold(number=p.number, amount=str(p.amount), paid_on=p.paid_on) for p in investment.payments],
        **{name: str(getattr(investment, name)) for name in amounts},
        **{name: getattr(investment, name) for name in same},
    )
