"""What one may ask: how a buyer is exposed, and which contracts need a continuity plan or have one."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.money import Money
from tendering.contracts.domain import Status
from tendering.contracts.tables import contracts
from tendering.distress.queries import signs_of
from tendering.resilience.domain import Exposure, KeptPlan, PlanRequirement, Running, Standing
from tendering.resilience.rules import Figures, exposures
from tendering.resilience.tables import continuity_plans, exposure_looks, plan_requirements
from tendering.suppliers.queries import groups_of


async def exposures_of(session: AsyncSession, buyer_id: UUID, figures: Figures) -> list[Exposure]:
    """What of the buyer's running contracts lies with each group that day, the highest score first."""
    running = await running_of(session, buyer_id, on=figures.on)
    signs = await signs_of(session, {each.group_id for each in running}, figures.count)
    return exposures(running, signs, figures)


async def running_of(session: AsyncSession, buyer_id: UUID, *, on: date) -> list[Running]:
    """The buyer's contracts that are signed and not over, each with its supplier's group of that day."""
    query = select(contracts.c.id, contracts.c.supplier_id, contracts.c.pence)
    query = query.where(contracts.c.buyer_id == buyer_id, contracts.c.status == Status.ACTIVE)
    rows = (await session.execute(query)).all()
    groups = await groups_of(session, {row.supplier_id for row in rows}, on=on)
    return [Running(contract_id=row.id, group_id=groups[row.supplier_id], value=Money(row.pence)) for row in rows]


async def buyers_to_look_at(session: AsyncSession, today: date, changes: int, *, limit: int) -> Sequence[UUID]:
    """Buyers with a running contract or a plan asked for, not looked at today, or not since signs last changed."""
    running = select(contracts.c.buyer_id).where(contracts.c.status == Status.ACTIVE)
    concerned = running.union(select(plan_requirements.c.buyer_id)).subquery()
    seen = select(exposure_looks.c.buyer_id).where(
        exposure_looks.c.looked_on >= today, exposure_looks.c.changes >= changes
    )
    query = select(concerned.c.buyer_id).where(concerned.c.buyer_id.not_in(seen))
    return (await session.scalars(query.order_by(concerned.c.buyer_id).limit(limit))).all()


async def standings_among(session: AsyncSession, contract_ids: Collection[UUID]) -> list[Standing]:
    """Of those of these contracts that need a plan or have one."""
    asked = await session.scalars(select(PlanRequirement).where(plan_requirements.c.contract_id.in_(contract_ids)))
    required = {each.contract_id: each for each in asked}
    plans = await session.scalars(select(KeptPlan).where(continuity_plans.c.contract_id.in_(contract_ids)))
    kept = {each.contract_id: each for each in plans}
    return [Standing(each, required.get(each), kept.get(each)) for each in sorted(required.keys() | kept.keys())]


async def standings_of_buyer(session: AsyncSession, buyer_id: UUID) -> list[Standing]:
    """Of all the buyer's running contracts, and of whatever a plan is still asked for."""
    running = select(contracts.c.id).where(contracts.c.buyer_id == buyer_id, contracts.c.status == Status.ACTIVE)
    asked = select(plan_requirements.c.contract_id).where(plan_requirements.c.buyer_id == buyer_id)
    return await standings_among(session, (await session.scalars(running.union(asked))).all())
