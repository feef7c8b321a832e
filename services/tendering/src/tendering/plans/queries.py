"""What one may ask about plans: all of them are public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import Party
from events.tendering import PlanAnnounced
from kernel.errors import NotFound, Unacceptable
from tendering.plans.domain import Plan, Stage
from tendering.plans.tables import plans


async def plan_of(session: AsyncSession, plan_id: UUID) -> Plan:
    """One plan. Raises NotFound."""
    plan = await session.get(Plan, plan_id)
    if plan is None:
        raise NotFound(f"There is no plan {plan_id}.")
    return plan


async def plan_to_change(session: AsyncSession, buyer_id: UUID, plan_id: UUID) -> Plan:
    """The buyer's own plan, held until the transaction ends. Another's reads as not found."""
    plan = await session.get(Plan, plan_id, with_for_update=True)
    if plan is None or plan.buyer_id != buyer_id:
        raise NotFound(f"There is no plan {plan_id} of yours.")
    return plan


async def plan_before(session: AsyncSession, buyer_id: UUID, plan_id: UUID | None) -> Plan | None:
    """From which plan a notice follows, held until the transaction ends. Raises Unacceptable for another's."""
    if plan_id is None:
        return None
    plan = await session.get(Plan, plan_id, with_for_update=True)
    if plan is None or plan.buyer_id != buyer_id:
        raise Unacceptable("/plan_id", "It must be a plan of the buyer.")
    return plan


async def public_plans(
    session: AsyncSession, *, buyer_id: UUID | None, stage: Stage | None, after: UUID | None, limit: int
) -> Sequence[Plan]:
    """Every plan, oldest first; `after` is the last one already seen."""
    query = select(Plan).order_by(plans.c.id).limit(limit)
    if buyer_id is not None:
        query = query.where(plans.c.buyer_id == buyer_id)
    if stage is not None:
        query = query.where(plans.c.stage == stage)
    if after is not None:
        query = query.where(plans.c.id > after)
    return (await session.scalars(query)).all()


def plan_announced(plan: Plan, buyer: Party) -> PlanAnnounced:
    """What an event says of a plan."""
    return PlanAnnounced(
        plan_id=plan.id,
        buyer=buyer,
        stage=plan.stage,
        title=plan.title,
        description=plan.description,
        category=plan.category,
        regime=plan.regime,
        cpv=plan.cpv,
        value=str(plan.value),
        tender_on=plan.tender_on,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
