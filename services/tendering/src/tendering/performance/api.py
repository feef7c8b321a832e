"""Performance over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.performance import commands, queries
from tendering.performance.domain import Assessment
from tendering.performance.queries import Standing
from tendering.performance.schemas import AssessmentIn, AssessmentOut, IndicatorsIn, PlanIn, StandingOut

router = Router(tags=["performance"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/indicators", status_code=201, response_model=StandingOut)
async def agree_indicators(
    contract_id: UUID, body: IndicatorsIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Standing:
    """Add what a contract is measured by (s.52); where the law asks for it, before it is signed."""
    return await commands.agree_indicators(tx, owner_of(commissioner), contract_id, **body.said(), now=now)


@router.post("/contracts/{contract_id}/assessments", status_code=201, response_model=StandingOut)
async def assess_performance(
    contract_id: UUID, body: AssessmentIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Standing:
    """Rate every indicator for a period, and publish that (UK9), as the law asks or by choice."""
    buyer_id, actuals = owner_of(commissioner), body.actuals()
    return await commands.assess_performance(
        tx, buyer_id, contract_id, first=body.first, last=body.last, actuals=actuals, by=commissioner.subject, now=now
    )


@router.post("/assessments/{assessment_id}/plan", response_model=AssessmentOut)
async def plan_improvement(
    assessment_id: UUID, body: PlanIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Assessment:
    """The supplier says what it will do about what was found, and by when."""
    return await commands.plan_improvement(
        tx, owner_of(provider), assessment_id, **dict(body), expected=expected, now=now
    )


@router.get("/contracts/{contract_id}/performance", response_model=StandingOut)
async def read_performance(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> Standing:
    """A contract's indicators with every assessment, and whether they are as many as the law asks for."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return await queries.standing_of(reading, contract, now=now)
