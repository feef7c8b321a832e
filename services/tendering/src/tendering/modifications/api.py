"""Changes of contracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.modifications import commands, queries
from tendering.modifications.domain import Modification
from tendering.modifications.schemas import DescribedIn, LimitsOut, ModificationIn, ModificationOut

router = Router(tags=["modifications"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/modifications", response_model=LimitsOut)
async def describe_modification(body: DescribedIn, reading: Reading, visitor: Visitor, now: Now) -> LimitsOut:
    """By which route a described change might be made, and whether a change notice comes first. Nothing is kept."""
    organisation_id = visitor.organisation if visitor else None
    limits = await queries.limits_of_described(
        reading, body.described(), notice_id=body.notice_id, organisation_id=organisation_id, now=now
    )
    return LimitsOut.of(limits)


@router.post("/contracts/{contract_id}/modifications", status_code=201, response_model=ModificationOut)
async def propose_modification(
    contract_id: UUID, body: ModificationIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Modification:
    """Say what a contract shall become; where a change notice is due (UK10), this publishes it."""
    said = {**dict(body), "value": body.value.parsed()}
    return await commands.propose_modification(tx, owner_of(commissioner), contract_id, **said, now=now)


@router.post("/modifications/{modification_id}/make", response_model=ModificationOut)
async def make_modification(
    modification_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Modification:
    """The contract becomes what was proposed, and is restated to everybody."""
    return await commands.make_modification(tx, owner_of(commissioner), modification_id, expected=expected, now=now)


@router.post("/modifications/{modification_id}/drop", response_model=ModificationOut)
async def drop_modification(
    modification_id: UUID, commissioner: Commissioner, tx: Transaction, expected: Expected
) -> Modification:
    """It will not be made."""
    return await commands.drop_modification(tx, owner_of(commissioner), modification_id, expected=expected)


@router.get("/contracts/{contract_id}/modifications", response_model=Listing[ModificationOut])
async def list_modifications(
    contract_id: UUID, reading: Reading, visitor: Visitor, page: Page
) -> Listing[Modification]:
    """Every change of a contract that was proposed, oldest first."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    found = await queries.modifications_of(reading, contract.id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda change: [str(change.id)])
