"""Contracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts import commands, queries
from tendering.contracts.domain import Contract, Status
from tendering.contracts.schemas import AmendmentIn, ContractIn, ContractOut, DetailsIn, EndIn

router = Router(tags=["contracts"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/awards/{award_id}/contract", status_code=201, response_model=ContractOut)
async def propose_contract(
    award_id: UUID, body: ContractIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Contract:
    """Put an award into a contract that the supplier can sign."""
    return await commands.propose_contract(tx, owner_of(commissioner), award_id, body.said(), now=now)


@router.put("/contracts/{contract_id}", response_model=ContractOut)
async def revise_contract(
    contract_id: UUID, body: ContractIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Contract:
    """Propose something else, as long as the supplier has not signed."""
    buyer_id = owner_of(commissioner)
    return await commands.revise_contract(tx, buyer_id, contract_id, body.said(), expected=expected, now=now)


@router.post("/contracts/{contract_id}/details", response_model=ContractOut)
async def publish_details(
    contract_id: UUID, body: DetailsIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Contract:
    """Publish the contract details notice (UK7), or add the contract itself to it (s.53)."""
    buyer_id = owner_of(commissioner)
    return await commands.publish_details(tx, buyer_id, contract_id, copy=body.copy_sha256, expected=expected, now=now)


@router.post("/contracts/{contract_id}/amendments", status_code=201, response_model=ContractOut)
async def amend_contract(
    contract_id: UUID, body: AmendmentIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Contract:
    """Change what a contract is worth or how long it runs, and say why."""
    return await commands.amend_contract(
        tx,
        owner_of(commissioner),
        contract_id,
        value=body.value.parsed(),
        ends_on=body.ends_on,
        rationale=body.rationale,
        expected=expected,
        now=now,
    )


@router.post("/contracts/{contract_id}/end", response_model=ContractOut)
async def end_contract(
    contract_id: UUID, body: EndIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Contract:
    """Close a contract, by time or before it, and say why."""
    return await commands.end_contract(
        tx,
        owner_of(commissioner),
        contract_id,
        outcome=Status(body.outcome),
        reason=body.reason,
        ground=body.ground,
        plan=None if body.continuity_plan is None else body.continuity_plan.plan(),
        expected=expected,
        now=now,
    )


@router.get("/contracts", response_model=Listing[ContractOut])
async def list_contracts(
    reading: Reading,
    visitor: Visitor,
    page: Page,
    *,
    buyer_id: UUID | None = None,
    supplier_id: UUID | None = None,
    notice_id: UUID | None = None,
    status: Status | None = None,
) -> Listing[Contract]:
    """Signed contracts, and the caller's own proposals; oldest first."""
    found = await queries.visible_contracts(
        reading,
        visitor.organisation if visitor else None,
        buyer_id=buyer_id,
        supplier_id=supplier_id,
        notice_id=notice_id,
        status=status,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda contract: [str(contract.id)])


@router.get("/contracts/{contract_id}", response_model=ContractOut)
async def read_contract(contract_id: UUID, reading: Reading, visitor: Visitor) -> Contract:
    """One contract; a proposal only for its parties."""
    return await queries.visible_contract(reading, visitor.organisation if visitor else None, contract_id)
