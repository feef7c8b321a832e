"""What funders ask for over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.burdens import commands, queries
from grants.burdens.schemas import BurdenIn, BurdenOut

router = Router(prefix="/applications/{application_id}/burden", tags=["burdens"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.put("", response_model=BurdenOut)
async def state_burden(
    application_id: UUID, body: BurdenIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> BurdenOut:
    """Say what you ask of an applicant; anew, until its application is decided."""
    by = owner_of(funder), funder.subject
    return BurdenOut.of(*await commands.state_burden(tx, *by, application_id, body.said(), expected=expected, now=now))


@router.post("/approval", response_model=BurdenOut)
async def approve_burden(
    application_id: UUID, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> BurdenOut:
    """Approve the explanation of what goes beyond the caps, if it is not your own."""
    by = owner_of(funder), funder.subject
    return BurdenOut.of(*await commands.approve_burden(tx, *by, application_id, expected=expected, now=now))


@router.get("", response_model=BurdenOut)
async def read_burden(application_id: UUID, caller: Caller, reading: Reading, now: Now) -> BurdenOut:
    """What is asked for, held against the caps of its tier, for who may read the application."""
    return BurdenOut.of(
        *await queries.readable_burden(reading, caller.organisation, caller.roles, application_id, now=now)
    )
