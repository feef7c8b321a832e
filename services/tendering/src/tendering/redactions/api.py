"""Documents of contracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from kernel.clock import day_of
from tendering.contracts.queries import visible_contract
from tendering.redactions import commands, queries
from tendering.redactions.schemas import DisclosedIn, DisclosedOut

router = Router(tags=["contracts"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/contracts/{contract_id}/documents", status_code=201, response_model=DisclosedOut)
async def publish_document(
    contract_id: UUID, body: DisclosedIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> DisclosedOut:
    """Publish a document of the contract (s.53), with what is blacked out and why (s.94)."""
    made = await commands.publish_document(tx, owner_of(commissioner), contract_id, **body.said(), now=now)
    return DisclosedOut.on(made, day_of(now))


@router.get("/contracts/{contract_id}/documents", response_model=list[DisclosedOut])
async def list_documents(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> list[DisclosedOut]:
    """The documents of a contract, oldest first, and which redactions are over."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return [DisclosedOut.on(each, day_of(now)) for each in await queries.documents_of(reading, contract.id)]
