"""What one may do with the plan of a scheme: load, decide, record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import must_own
from chassis.ledger import emit
from events.grants import RequirementsStated
from grants.adoptions.commands import stand_by
from grants.adoptions.domain import Standard
from grants.adoptions.queries import standards_of
from grants.gates.domain import Plan, Requirement
from grants.gates.queries import funders_plan, told_facts
from grants.gates.rules import may_open, must_be_statements
from grants.parties.queries import active_funder, party
from grants.schemes.commands import open_scheme
from grants.schemes.domain import Offer, Scheme
from kernel.clock import day_of
from kernel.versions import must_match


async def plan_scheme(session: AsyncSession, funder_id: UUID, offer: Offer, *, now: datetime) -> Plan:
    """Begin a scheme that only its funder sees. Raises Unacceptable for an offer that could never open."""
    await active_funder(session, funder_id)
    plan = Plan(funder_id=funder_id, offer=offer, drafted_at=now)
    Scheme.open(offer, funder_id, plan.id, now=now)
    session.add(plan)
    return plan


async def state_requirements(
    session: AsyncSession,
    funder_id: UUID,
    plan_id: UUID,
    requirements: Sequence[Requirement],
    *,
    expected: int | None,
    now: datetime,
) -> Plan:
    """Say how the scheme stands to the requirements; once it is open everybody is told."""
    plan = await funders_plan(session, funder_id, plan_id)
    must_match(plan.version, expected)
    must_be_statements(requirements, today=day_of(now))
    for digest in {each.document_sha256 for each in requirements if each.document_sha256}:
        await must_own(session, digest, funder_id)
    plan.state(requirements)
    if plan.opened_at:
        await tell_requirements(session, plan, now=now)
    return plan


async def open_plan(
    session: AsyncSession, funder_id: UUID, plan_id: UUID, *, expected: int | None, now: datetime
) -> Scheme:
    """Make the plan a scheme. Raises Refused while a requirement that the funder keeps to is not met nor explained."""
    plan = await funders_plan(session, funder_id, plan_id)
    must_match(plan.version, expected)
    adopted = await standards_of(session, funder_id, now) | {*plan.offer.standards}
    plan.open(now=now)
    await stand_by(session, [may_open(plan, is_adopted=Standard.REQUIREMENTS in adopted, now=now)], plan.id)
    scheme = await open_scheme(session, funder_id, plan.offer, planned_as=plan.id, now=now)
    await tell_requirements(session, plan, now=now)
    return scheme


async def tell_requirements(session: AsyncSession, plan: Plan, *, now: datetime) -> None:
    """Say how it stands to all of them."""
    told = RequirementsStated(
        occurred_at=now,
        scheme_id=plan.id,
        funder=await party(session, plan.funder_id),
        requirements=told_facts(plan, on=day_of(now)),
    )
    await emit(session, plan.id, told)
