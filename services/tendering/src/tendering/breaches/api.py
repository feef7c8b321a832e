"""Breaches over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.breaches import commands, queries
from tendering.breaches.domain import Breach
from tendering.breaches.schemas import BreachIn, BreachOut
from tendering.contracts.queries import visible_contract

router = Router(tags=["breaches"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/contracts/{contract_id}/breaches", status_code=201, response_model=BreachOut)
async def record_breach(
    contract_id: UUID, body: BreachIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Breach:
    """Record what was not carried out and what came of it; the notice of it is due within thirty days (s.71)."""
    return await commands.record_breach(tx, owner_of(commissioner), contract_id, **body.said(), now=now)


@router.post("/breaches/{breach_id}/publish", response_model=BreachOut)
async def publish_breach(
    breach_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Breach:
    """Publish it as a contract performance notice (UK9)."""
    return await commands.publish_breach(tx, owner_of(commissioner), breach_id, expected=expected, now=now)


@router.get("/contracts/{contract_id}/breaches", response_model=list[BreachOut])
async def list_breaches(contract_id: UUID, reading: Reading, visitor: Visitor) -> list[Breach]:
    """What was published of a contract's breaches; its parties read the others too."""
    reader = visitor.organisation if visitor else None
    contract = await visible_contract(reading, reader, contract_id)
    return await queries.visible_breaches(reading, contract, reader)
