"""Plans over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.plans import commands, queries
from tendering.plans.domain import Plan, Stage
from tendering.plans.schemas import PlanIn, PlanOut, WithdrawalIn
from tendering.vocabulary.queries import must_be_listed

router = Router(prefix="/plans", tags=["plans"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=PlanOut)
async def announce_plan(body: PlanIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Plan:
    """Publish what the buyer means to buy, in its pipeline or as a planned procurement."""
    await must_be_listed(tx, body.model_dump())
    return await commands.announce_plan(tx, owner_of(commissioner), body.intention(), Stage(body.stage), now=now)


@router.put("/{plan_id}", response_model=PlanOut)
async def restate_plan(
    plan_id: UUID, body: PlanIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Plan:
    """Publish a plan again, as it is now; what was in the pipeline may become planned."""
    await must_be_listed(tx, body.model_dump())
    buyer_id, stage = owner_of(commissioner), Stage(body.stage)
    return await commands.restate_plan(tx, buyer_id, plan_id, body.intention(), stage, expected=expected, now=now)


@router.post("/{plan_id}/withdraw", response_model=PlanOut)
async def withdraw_plan(
    plan_id: UUID, body: WithdrawalIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Plan:
    """Say that it will not be bought after all, and why."""
    buyer_id = owner_of(commissioner)
    return await commands.withdraw_plan(tx, buyer_id, plan_id, reason=body.reason, expected=expected, now=now)


@router.get("", response_model=Listing[PlanOut])
async def list_plans(
    reading: Reading, page: Page, buyer_id: UUID | None = None, stage: Stage | None = None
) -> Listing[Plan]:
    """Every plan, or one buyer's; oldest first."""
    found = await queries.public_plans(reading, buyer_id=buyer_id, stage=stage, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda plan: [str(plan.id)])


@router.get("/{plan_id}", response_model=PlanOut)
async def read_plan(plan_id: UUID, reading: Reading) -> Plan:
    """One plan."""
    return await queries.plan_of(reading, plan_id)
