"""Declarations of interest over HTTP: parse, call, answer."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.interests import commands, queries
from grants.interests.domain import Declaration
from grants.interests.schemas import DeclarationIn, DeclarationOut, DeclarationsOut

router = Router(prefix="/applications/{application_id}/interests", tags=["interests"])
Assessor = Annotated[Actor, Depends(role("assessor"))]


@router.put("/own", response_model=DeclarationOut)
async def declare_interest(
    application_id: UUID, body: DeclarationIn, assessor: Assessor, tx: Transaction, *, now: Now, expected: Expected
) -> Declaration:
    """Say whether you have an interest in an application; whoever has one does not assess it."""
    return await commands.declare_interest(
        tx, owner_of(assessor), assessor.subject, application_id, **dict(body), expected=expected, now=now
    )


@router.get("", response_model=DeclarationsOut)
async def list_declarations(application_id: UUID, caller: Caller, reading: Reading) -> dict[str, Sequence[Declaration]]:
    """What assessors declared, for the funder's people and auditors."""
    found = await queries.readable_declarations(reading, caller.organisation, caller.roles, application_id)
    return {"declarations": found}
