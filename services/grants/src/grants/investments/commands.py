"""What one may do with a social investment: load, decide, record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.grants import InvestmentAgreed, InvestmentPaid, InvestmentSettled
from grants.investments.domain import Investment
from grants.investments.queries import funders_investment, investment_told
from grants.investments.rules import decision_on, usual_return
from grants.parties.queries import active_funder
from grants.schemes.commands import replenish
from grants.schemes.queries import scheme_of
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.versions import must_match


async def agree_investment(
    session: AsyncSession, funder_id: UUID, terms: Mapping[str, Any], *, now: datetime
) -> Investment:
    """Put an investment on record; a cap that is not agreed on is the rulebook's."""
    await active_funder(session, funder_id)
    if terms["scheme_id"] is not None and (await scheme_of(session, terms["scheme_id"])).funder_id != funder_id:
        raise Unacceptable("/scheme_id", "A surplus goes back to a scheme of the same funder.")
    cap = terms["return_cap_per_year"]
    agreed = {**terms, "return_cap_per_year": usual_return(on=day_of(now)) if cap is None else cap}
    investment = Investment(funder_id=funder_id, agreed_at=now, **agreed)
    decision = decision_on(investment.return_cap_per_year, now=now)
    await keep(session, decision, investment.id)
    investment.decision_id = decision.id
    session.add(investment)
    told = await investment_told(session, investment)
    await emit(session, investment.id, InvestmentAgreed(occurred_at=now, investment=told))
    return investment


async def pay_for_outcomes(
    session: AsyncSession,
    funder_id: UUID,
    investment_id: UUID,
    *,
    amount: Money,
    paid_on: date | None,
    expected: int | None,
    now: datetime,
) -> Investment:
    """Record what outcomes earned, paid today unless `paid_on` says when."""
    investment = await funders_investment(session, funder_id, investment_id)
    must_match(investment.version, expected)
    investment.pay(amount, paid_on=paid_on or day_of(now), now=now)
    told = await investment_told(session, investment)
    await emit(session, investment.id, InvestmentPaid(occurred_at=now, investment=told))
    return investment


async def settle_investment(
    session: AsyncSession, funder_id: UUID, investment_id: UUID, *, expected: int | None, now: datetime
) -> Investment:
    """End it: the investor has its part, the scheme that it belongs to gets the rest to give again."""
    investment = await funders_investment(session, funder_id, investment_id)
    must_match(investment.version, expected)
    surplus = investment.settle(now=now)
    if investment.scheme_id is not None:
        await replenish(session, investment.scheme_id, surplus, now=now)
    told = await investment_told(session, investment)
    await emit(session, investment.id, InvestmentSettled(occurred_at=now, investment=told))
    return investment
