"""What one may ask about plans."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import RequirementFacts
from grants.gates.domain import Plan
from grants.gates.rules import names_of_requirements
from grants.gates.tables import plans
from kernel.errors import NotFound


async def readable_plan(
    session: AsyncSession, organisation_id: UUID | None, plan_id: UUID, *, is_auditor: bool
) -> Plan:
    """A plan: public once it is a scheme, before that its funder's own and auditors'."""
    plan = await session.get(Plan, plan_id)
    if plan is None or not (plan.opened_at or is_auditor or plan.funder_id == organisation_id):
        raise NotFound(f"There is no plan {plan_id}.")
    return plan


async def readable_plans(
    session: AsyncSession,
    organisation_id: UUID | None,
    *,
    is_auditor: bool,
    funder_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Plan]:
    """Those that this reader may read, oldest first; `after` is the last one already seen."""
    query = select(Plan).order_by(plans.c.id).limit(limit)
    if not is_auditor:
        query = query.where(or_(plans.c.opened_at.is_not(None), plans.c.funder_id == organisation_id))
    if funder_id is not None:
        query = query.where(plans.c.funder_id == funder_id)
    if after is not None:
        query = query.where(plans.c.id > after)
    return (await session.scalars(query)).all()


async def funders_plan(session: AsyncSession, funder_id: UUID, plan_id: UUID) -> Plan:
    """The funder's own plan, held until the transaction ends. Another's reads as not found."""
    plan = await session.get(Plan, plan_id, with_for_update=True)
    if plan is None or plan.funder_id != funder_id:
        raise NotFound(f"There is no plan {plan_id}.")
    return plan


def told_facts(plan: Plan, *, on: date) -> list[RequirementFacts]:
    """What an event says of each requirement, also of those of which the funder says nothing."""
    stated = {each.number: each for each in plan.requirements}
    return [
        RequirementFacts(
            number=number,
            name=name,
            state=stated[number].state if number in stated else "not_met",
            explanation=stated[number].explanation if number in stated else None,
        )
        for number, name in enumerate(names_of_requirements(on=on), 1)
    ]
