"""The end of grants over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from grants.reconciliation import commands, queries
from grants.reconciliation.schemas import AccountOut, ClosureIn, RepaymentIn, shown

router = Router(prefix="/grants/{grant_id}", tags=["reconciliation"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.get("/account", response_model=AccountOut)
async def read_account(grant_id: UUID, reading: Reading) -> Any:
    """How a grant with terms stands: match, what is earned, paid and due, for the funder and for all."""
    return shown(await queries.account_of(reading, grant_id))


@router.post("/closure", status_code=201, response_model=AccountOut)
async def close_grant(
    grant_id: UUID, body: ClosureIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Any:
    """End a grant at what it came to. If-Match takes the grant's own ETag."""
    by = owner_of(funder), funder.subject
    return shown(await commands.close_grant(tx, *by, grant_id, **body.said(), expected=expected, now=now))


@router.post("/repayments", status_code=201, response_model=AccountOut)
async def record_repayment(grant_id: UUID, body: RepaymentIn, funder: Funder, tx: Transaction, now: Now) -> Any:
    """Record what the recipient paid back. Send an Idempotency-Key, and a retry counts it once."""
    amount, received_on = body.amount.parsed(), body.received_on
    return shown(
        await commands.record_repayment(tx, owner_of(funder), grant_id, amount=amount, received_on=received_on, now=now)
    )
