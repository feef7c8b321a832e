"""Payments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from grants.agreements.domain import Grant
from grants.agreements.schemas import GrantOut
from grants.claims import commands
from grants.claims.schemas import PaymentIn

router = Router(prefix="/grants/{grant_id}/payments", tags=["claims"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=GrantOut)
async def pay(
    grant_id: UUID, body: PaymentIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Grant:
    """Record a payment within what is left of the grant. Send an Idempotency-Key, and a retry pays once."""
    return await commands.pay(
        tx,
        owner_of(funder),
        grant_id,
        amount=body.amount.parsed(),
        paid_on=body.paid_on,
        expected=expected,
        now=now,
    )
