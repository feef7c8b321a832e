"""What an authority may do with individual budgets: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import BudgetsTotalled
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from kernel.versions import must_match
from tendering.budgets.domain import Approved, Budget, Totals
from tendering.budgets.queries import budget_to_change, came_to
from tendering.budgets.rules import must_be_a_quarters_last_day, must_be_enough
from tendering.call_offs.queries import able_seats
from tendering.frameworks.domain import lot_in
from tendering.frameworks.queries import framework_of
from tendering.frameworks.rules import is_entitled
from tendering.markets.queries import is_member, must_be_usable
from tendering.suppliers.queries import active_buyer, active_provider


async def open_budget(session: AsyncSession, budget: Budget) -> Budget:
    """Open a budget. Raises Unacceptable for a market or framework under which the authority may not buy."""
    await active_buyer(session, budget.buyer_id)
    approved = budget.approved
    await must_be_usable(session, budget.buyer_id, approved.market_id, approved.market_part)
    if approved.framework_id is not None and approved.lot_id is not None:
        framework = await framework_of(session, approved.framework_id)
        lot_in(framework, approved.lot_id)
        if not is_entitled(framework, budget.buyer_id):
            raise Unacceptable("/framework_id", "It must be a framework that names the authority.")
    session.add(budget)
    await session.flush()
    return budget


async def choose_provider(
    session: AsyncSession,
    buyer_id: UUID,
    budget_id: UUID,
    organisation_id: UUID,
    *,
    expected: int | None,
    now: datetime,
) -> Budget:
    """Record whom the holder chose, at first or instead. Raises RuleBroken for who is not approved."""
    budget = await budget_to_change(session, buyer_id, budget_id)
    must_match(budget.version, expected)
    await active_provider(session, organisation_id)
    if not await is_approved(session, budget.approved, organisation_id, now=now):
        raise RuleBroken("This provider is not approved for the budget.")
    budget.choose(organisation_id, now=now)
    return budget


async def is_approved(session: AsyncSession, approved: Approved, organisation_id: UUID, *, now: datetime) -> bool:
    """Whether that provider may be chosen today. Raises RuleBroken where a framework has nobody at all."""
    if approved.market_id is not None:
        return await is_member(session, approved.market_id, approved.market_part, organisation_id)
    if approved.framework_id is None or approved.lot_id is None:
        return organisation_id in approved.providers
    framework = await framework_of(session, approved.framework_id)
    seats = await able_seats(session, framework, approved.lot_id, now=now)
    return organisation_id in {seat.supplier_id for seat in seats}


async def spend(
    session: AsyncSession,
    buyer_id: UUID,
    budget_id: UUID,
    *,
    organisation_id: UUID,
    amount: Money,
    spent_on: date,
    now: datetime,
) -> Budget:
    """Record what a provider was paid out of a budget; one payment after the other. Raises RuleBroken beyond it."""
    budget = await budget_to_change(session, buyer_id, budget_id)
    budget.spend(organisation_id, amount, spent_on, now=now)
    return budget


async def tell_totals(session: AsyncSession, buyer_id: UUID, cpv: str, until: date, *, now: datetime) -> Totals:
    """Tell everybody what budgets for a service came to, once for each quarter. Raises RuleBroken for a handful."""
    must_be_a_quarters_last_day(until, now=now)
    buyer = await active_buyer(session, buyer_id)
    holders, amount, spent = await came_to(session, buyer_id, cpv, until)
    must_be_enough(holders, now=now)
    totals = Totals(buyer_id=buyer_id, cpv=cpv, until=until, holders=holders, amount=amount, spent=spent, told_at=now)
    session.add(totals)
    await flush_or_conflict(session, "The totals of that quarter were told before.")
    told = BudgetsTotalled(
        occurred_at=now, buyer=buyer, cpv=cpv, until=until, holders=holders, amount=str(amount), spent=str(spent)
    )
    await emit(session, totals.id, told)
    return totals
