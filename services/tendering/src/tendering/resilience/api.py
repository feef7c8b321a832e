"""Resilience over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, oversees, owner_of, role
from kernel.clock import day_of
from kernel.errors import Forbidden
from tendering.contracts.queries import visible_contract
from tendering.resilience import commands, queries
from tendering.resilience.domain import Standing
from tendering.resilience.rules import Figures, needs_plan
from tendering.resilience.schemas import ExposuresOut, KeptPlanIn, KeptPlanOut, ResilienceOut
from tendering.suppliers.queries import party

router = Router(tags=["resilience"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.get("/exposures", response_model=ExposuresOut)
async def read_exposures(reading: Reading, insider: Insider, now: Now, *, buyer_id: UUID) -> ExposuresOut:
    """What of an authority's running contracts lies with each group, and what speaks for its failing."""
    if not oversees(insider, buyer_id):
        raise Forbidden("The exposures of others are for them and for auditors.")
    figures = Figures.as_of(day_of(now))
    return ExposuresOut.of(buyer_id, await queries.exposures_of(reading, buyer_id, figures), figures)


@router.get("/buyers/{buyer_id}/resilience", response_model=ResilienceOut)
async def read_resilience(buyer_id: UUID, reading: Reading, now: Now) -> ResilienceOut:
    """How many groups an authority depends on, how many are at the line, and how far its plans have come."""
    await party(reading, buyer_id)
    figures = Figures.as_of(day_of(now))
    found = await queries.exposures_of(reading, buyer_id, figures)
    standings = await queries.standings_of_buyer(reading, buyer_id)
    return ResilienceOut(
        buyer_id=buyer_id,
        on=figures.on,
        groups=len(found),
        groups_at_the_line=sum(needs_plan(each, figures) for each in found),
        plans_required=sum(each.requirement is not None for each in standings),
        plans_made=sum(each.kept is not None for each in standings),
        plans_overdue=sum(each.is_overdue(figures.on) for each in standings),
    )


@router.put("/contracts/{contract_id}/continuity-plan", response_model=KeptPlanOut)
async def make_continuity_plan(
    contract_id: UUID, body: KeptPlanIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> KeptPlanOut:
    """Say how the service goes on should its supplier fail, whether or not that is asked for."""
    withheld = None if body.withheld is None else body.withheld.withholding()
    buyer_id = owner_of(commissioner)
    made = await commands.make_plan(
        tx, buyer_id, contract_id, plan=body.plan(), withheld=withheld, expected=expected, now=now
    )
    return KeptPlanOut.on(day_of(now), made, in_confidence=True)


@router.get("/contracts/{contract_id}/continuity-plan", response_model=KeptPlanOut)
async def read_continuity_plan(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> KeptPlanOut:
    """Whether a contract needs a plan and has one; what it says where that is not withheld."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    [standing] = await queries.standings_among(reading, [contract.id]) or [Standing(contract.id, None, None)]
    return KeptPlanOut.on(day_of(now), standing, in_confidence=oversees(visitor, contract.buyer_id))
