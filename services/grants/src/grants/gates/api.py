"""Plans of schemes over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from grants.gates import commands, queries
from grants.gates.schemas import PlanOut, RequirementsIn
from grants.schemes.domain import Scheme
from grants.schemes.schemas import SchemeIn, SchemeOut

router = Router(prefix="/scheme-plans", tags=["gates"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=PlanOut)
async def plan_scheme(body: SchemeIn, funder: Funder, tx: Transaction, now: Now) -> PlanOut:
    """Begin a scheme that only your organisation and auditors see."""
    return PlanOut.of(await commands.plan_scheme(tx, owner_of(funder), body.offer(), now=now))


@router.put("/{plan_id}/requirements", response_model=PlanOut)
async def state_requirements(
    plan_id: UUID, body: RequirementsIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> PlanOut:
    """Say how the scheme stands to the ten minimum requirements of GovS 015, before it opens and after."""
    stated = [each.parsed() for each in body.requirements]
    made = await commands.state_requirements(tx, owner_of(funder), plan_id, stated, expected=expected, now=now)
    return PlanOut.of(made)


@router.post("/{plan_id}/open", status_code=201, response_model=SchemeOut)
async def open_plan(plan_id: UUID, funder: Funder, tx: Transaction, *, now: Now, expected: Expected) -> Scheme:
    """Make it a scheme, its requirements public; a funder that adopted the standard meets or explains each."""
    return await commands.open_plan(tx, owner_of(funder), plan_id, expected=expected, now=now)


@router.get("", response_model=Listing[PlanOut])
async def list_plans(reading: Reading, visitor: Visitor, page: Page, funder_id: UUID | None = None) -> Listing[PlanOut]:
    """Plans that became schemes, and your own; oldest first."""
    found = await queries.readable_plans(
        reading,
        visitor.organisation if visitor else None,
        is_auditor=visitor is not None and visitor.has("auditor"),
        funder_id=funder_id,
        after=page.after_id,
        limit=page.limit,
    )
    return paged([PlanOut.of(each) for each in found], page, key=lambda plan: [str(plan.id)])


@router.get("/{plan_id}", response_model=PlanOut)
async def read_plan(plan_id: UUID, reading: Reading, visitor: Visitor) -> PlanOut:
    """One plan, with its requirements and explanations."""
    reader, is_auditor = visitor.organisation if visitor else None, visitor is not None and visitor.has("auditor")
    return PlanOut.of(await queries.readable_plan(reading, reader, plan_id, is_auditor=is_auditor))
