"""Costs over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.costs import commands, queries
from grants.costs.schemas import CostsIn, CostsOut

router = Router(prefix="/applications/{application_id}/costs", tags=["costs"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.put("", response_model=CostsOut)
async def state_costs(
    application_id: UUID, body: CostsIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> CostsOut:
    """Say which costs you ask for, line by line; anew, until it is decided."""
    lines = [each.said() for each in body.lines]
    return CostsOut.of(
        *await commands.state_costs(tx, owner_of(provider), application_id, lines, expected=expected, now=now)
    )


@router.get("", response_model=CostsOut)
async def read_costs(application_id: UUID, caller: Caller, reading: Reading) -> CostsOut:
    """The costs, and what other grants pay for them, for who may read the application."""
    return CostsOut.of(*await queries.readable_costing(reading, caller.organisation, caller.roles, application_id))
