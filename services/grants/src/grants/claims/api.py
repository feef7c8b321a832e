"""Claims and payments over HTTP: parse, call, answer."""

from operator import methodcaller
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from chassis.wire import Digits
from grants.agreements.domain import Grant
from grants.agreements.schemas import GrantOut
from grants.claims import commands, queries
from grants.claims.domain import Claim
from grants.claims.schemas import ClaimIn, ClaimOut, ClaimPaidIn, PaymentIn, WhyNotIn

router = Router(prefix="/grants/{grant_id}", tags=["claims"])
Funder = Annotated[Actor, Depends(role("funder"))]
Official = Annotated[Actor, Depends(role("funder", "assessor"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1), Digits]


@router.post("/payments", status_code=201, response_model=GrantOut)
async def pay(
    grant_id: UUID, body: PaymentIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Grant:
    """Record a payment of a grant that has no terms. Send an Idempotency-Key, and a retry pays once."""
    amount, paid_on = body.amount.parsed(), body.paid_on
    return await commands.pay(
        tx, owner_of(funder), grant_id, amount=amount, paid_on=paid_on, expected=expected, now=now
    )


@router.post("/claims", status_code=201, response_model=ClaimOut)
async def submit_claim(grant_id: UUID, body: ClaimIn, provider: Provider, tx: Transaction, now: Now) -> Claim:
    """Ask for what is earned, or on account; within what the grant has left beside other claims."""
    return await commands.submit_claim(tx, owner_of(provider), provider.subject, grant_id, body.said(), now=now)


@router.get("/claims", response_model=Listing[ClaimOut])
async def list_claims(grant_id: UUID, caller: Caller, reading: Reading, page: Page) -> Listing[Claim]:
    """Claims in their order, for the recipient, the funder's people and auditors."""
    after = 0 if page.after is None else int(page.after[0])
    found = await queries.readable_claims(reading, caller, grant_id, after=after, limit=page.limit)
    return paged(found, page, key=lambda claim: [claim.claim_number])


@router.post("/claims/{claim_number}/verification", response_model=ClaimOut)
async def verify_claim(
    grant_id: UUID, claim_number: Number, official: Official, tx: Transaction, *, now: Now, expected: Expected
) -> Claim:
    """Hold a claim against its evidence."""
    step = methodcaller("verify", official.subject)
    return await commands.move_claim(tx, owner_of(official), grant_id, claim_number, step, expected=expected, now=now)


@router.post("/claims/{claim_number}/approval", response_model=ClaimOut)
async def approve_claim(
    grant_id: UUID, claim_number: Number, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Claim:
    """Agree that a verified claim be paid; it takes another person than who verified it."""
    step = methodcaller("approve", funder.subject)
    return await commands.move_claim(tx, owner_of(funder), grant_id, claim_number, step, expected=expected, now=now)


@router.post("/claims/{claim_number}/refusal", response_model=ClaimOut)
async def refuse_claim(
    grant_id: UUID,
    claim_number: Number,
    body: WhyNotIn,
    official: Official,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Claim:
    """Refuse a claim before it is approved, and say why."""
    step = methodcaller("refuse", body.reason)
    return await commands.move_claim(tx, owner_of(official), grant_id, claim_number, step, expected=expected, now=now)


@router.post("/claims/{claim_number}/failure", response_model=ClaimOut)
async def fail_claim(
    grant_id: UUID,
    claim_number: Number,
    body: WhyNotIn,
    funder: Funder,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Claim:
    """Say that an approved claim could not be paid, and why; it may be claimed again."""
    step = methodcaller("fail", body.reason)
    return await commands.move_claim(tx, owner_of(funder), grant_id, claim_number, step, expected=expected, now=now)


@router.post("/claims/{claim_number}/payment", response_model=ClaimOut)
async def pay_claim(
    grant_id: UUID,
    claim_number: Number,
    body: ClaimPaidIn,
    funder: Funder,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Claim:
    """Record that an approved claim was paid. Send an Idempotency-Key, and a retry pays once."""
    return await commands.pay_claim(
        tx, owner_of(funder), grant_id, claim_number, paid_on=body.paid_on, expected=expected, now=now
    )
