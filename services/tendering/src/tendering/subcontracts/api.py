"""Subcontracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.subcontracts import commands, queries
from tendering.subcontracts.domain import Subcontract
from tendering.subcontracts.schemas import SubcontractEndIn, SubcontractIn, SubcontractOut

router = Router(tags=["subcontracts"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/subcontracts", status_code=201, response_model=SubcontractOut)
async def declare_subcontract(
    contract_id: UUID, body: SubcontractIn, provider: Provider, tx: Transaction, now: Now
) -> Subcontract:
    """Say who works for you under a contract, at whatever tier you stand (30 days to pay are implied, s.73)."""
    return await commands.declare_subcontract(tx, owner_of(provider), contract_id, **body.said(), now=now)


@router.post("/subcontracts/{subcontract_id}/end", response_model=SubcontractOut)
async def end_subcontract(
    subcontract_id: UUID, body: SubcontractEndIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Subcontract:
    """Say that who works for you does so no longer, since when and why; what is paid for later is flagged."""
    payer_id = owner_of(provider)
    return await commands.end_subcontract(tx, payer_id, subcontract_id, **dict(body), expected=expected, now=now)


@router.get("/contracts/{contract_id}/subcontracts", response_model=Listing[SubcontractOut])
async def list_subcontracts(contract_id: UUID, reading: Reading, visitor: Visitor, page: Page) -> Listing[Subcontract]:
    """The whole chain under a contract, oldest link first."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    found = await queries.chain_under(reading, contract.id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda link: [link.id])
