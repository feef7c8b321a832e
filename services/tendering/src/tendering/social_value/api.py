"""Social value over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.social_value import commands, queries
from tendering.social_value.domain import Delivery
from tendering.social_value.queries import Trail
from tendering.social_value.schemas import (
    DeliveryIn,
    DeliveryOut,
    LedgerOut,
    PromisesIn,
    TrailOut,
    VerificationIn,
)

router = Router(tags=["social value"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Verifier = Annotated[Actor, Depends(role("registrar", "citizen_commissioner"))]


@router.post("/contracts/{contract_id}/promises", status_code=201, response_model=LedgerOut)
async def promise_value(
    contract_id: UUID, body: PromisesIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> LedgerOut:
    """Put on record what the supplier promised in its bid, and what is held back until it is kept."""
    made = await commands.promise_value(tx, owner_of(commissioner), contract_id, **body.said(), now=now)
    return LedgerOut.of(made)


@router.post("/promises/{promise_id}/deliveries", status_code=201, response_model=DeliveryOut)
async def report_delivery(
    promise_id: UUID, body: DeliveryIn, provider: Provider, tx: Transaction, now: Now
) -> Delivery:
    """Say what was delivered so far; it counts once somebody else has verified it."""
    return await commands.report_delivery(tx, owner_of(provider), promise_id, **dict(body), now=now)


@router.post("/deliveries/{delivery_id}/verify", response_model=DeliveryOut)
async def verify_delivery(
    delivery_id: UUID, body: VerificationIn, verifier: Verifier, tx: Transaction, now: Now
) -> Delivery:
    """Say what it came to: a registrar or citizen who belongs neither to who pays nor to who delivers."""
    return await commands.verify_delivery(
        tx, delivery_id, found=body.delivered, by=verifier.subject, organisation=verifier.organisation, now=now
    )


@router.post("/contracts/{contract_id}/social-value/reviews", status_code=201, response_model=LedgerOut)
async def review_value(contract_id: UUID, commissioner: Commissioner, tx: Transaction, now: Now) -> LedgerOut:
    """Strike the balance: what is kept and overdue, and what is released of the retention for it."""
    return LedgerOut.of(await commands.review_value(tx, owner_of(commissioner), contract_id, now=now))


@router.get("/contracts/{contract_id}/social-value", response_model=LedgerOut)
async def read_value(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> LedgerOut:
    """What was promised in a contract, and how far it is kept."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return LedgerOut.of(await queries.ledger_of(reading, contract, now=now))


@router.get("/social-value/suppliers/{supplier_id}", response_model=TrailOut)
async def read_trail(supplier_id: UUID, reading: Reading, now: Now) -> Trail:
    """How far a supplier kept its promises of late, in all its contracts; what its next bid may be weighed by."""
    return await queries.trail_of(reading, supplier_id, now=now)
