"""What one may do with a plan: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import PlanPublished, PlanWithdrawn
from kernel.versions import must_match
from tendering.plans.domain import Intention, Plan, Stage
from tendering.plans.queries import plan_announced, plan_to_change
from tendering.suppliers.queries import active_buyer, party


async def announce_plan(
    session: AsyncSession, buyer_id: UUID, intention: Intention, stage: Stage, *, now: datetime
) -> Plan:
    """Publish what the buyer means to buy."""
    buyer = await active_buyer(session, buyer_id)
    plan = Plan.announce(buyer_id, intention, stage, now=now)
    session.add(plan)
    await emit(session, plan.id, PlanPublished(occurred_at=now, plan=plan_announced(plan, buyer)))
    return plan


async def restate_plan(
    session: AsyncSession,
    buyer_id: UUID,
    plan_id: UUID,
    intention: Intention,
    stage: Stage,
    *,
    expected: int | None,
    now: datetime,
) -> Plan:
    """Publish a plan again, as it is now."""
    plan = await plan_to_change(session, buyer_id, plan_id)
    must_match(plan.version, expected)
    plan.restate(intention, stage, now=now)
    told = plan_announced(plan, await party(session, buyer_id))
    await emit(session, plan.id, PlanPublished(occurred_at=now, plan=told, restated=True))
    return plan


async def withdraw_plan(
    session: AsyncSession, buyer_id: UUID, plan_id: UUID, *, reason: str, expected: int | None, now: datetime
) -> Plan:
    """Say that it will not be bought after all."""
    plan = await plan_to_change(session, buyer_id, plan_id)
    must_match(plan.version, expected)
    plan.withdraw(reason, now=now)
    told = plan_announced(plan, await party(session, buyer_id))
    await emit(session, plan.id, PlanWithdrawn(occurred_at=now, plan=told, reason=reason))
    return plan
