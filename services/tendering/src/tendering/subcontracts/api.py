"""Subcontracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, oversees, owner_of, role
from kernel.clock import day_of
from tendering.contracts.queries import visible_contract
from tendering.subcontracts import commands, queries
from tendering.subcontracts.schemas import DisclosureIn, SubcontractEndIn, SubcontractIn, SubcontractOut

router = Router(tags=["subcontracts"])
Provider = Annotated[Actor, Depends(role("provider"))]
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/contracts/{contract_id}/subcontracts", status_code=201, response_model=SubcontractOut)
async def declare_subcontract(
    contract_id: UUID, body: SubcontractIn, provider: Provider, tx: Transaction, now: Now
) -> SubcontractOut:
    """Say who works for you under a contract, at whatever tier you stand (30 days to pay are implied, s.73)."""
    made = await commands.declare_subcontract(tx, owner_of(provider), contract_id, **body.said(), now=now)
    [shown] = await queries.as_shown(tx, [made], provider.organisation, all_of_it=False, on=day_of(now))
    return SubcontractOut.of(made, shown)


@router.post("/subcontracts/{subcontract_id}/end", response_model=SubcontractOut)
async def end_subcontract(
    subcontract_id: UUID, body: SubcontractEndIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> SubcontractOut:
    """Say that who works for you does so no longer, since when and why; what is paid for later is flagged."""
    payer_id = owner_of(provider)
    ended = await commands.end_subcontract(tx, payer_id, subcontract_id, **dict(body), expected=expected, now=now)
    [shown] = await queries.as_shown(tx, [ended], provider.organisation, all_of_it=False, on=day_of(now))
    return SubcontractOut.of(ended, shown)


@router.post("/subcontracts/{subcontract_id}/disclose", response_model=SubcontractOut)
async def disclose_payee(
    subcontract_id: UUID, body: DisclosureIn, buyer: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> SubcontractOut:
    """The buyer finds that everybody is to know a withheld name before its time."""
    buyer_id = owner_of(buyer)
    link = await commands.disclose_payee(tx, buyer_id, subcontract_id, reason=body.reason, expected=expected, now=now)
    [shown] = await queries.as_shown(tx, [link], buyer_id, all_of_it=True, on=day_of(now))
    return SubcontractOut.of(link, shown)


@router.get("/contracts/{contract_id}/subcontracts", response_model=Listing[SubcontractOut])
async def list_subcontracts(
    contract_id: UUID, reading: Reading, visitor: Visitor, page: Page, now: Now
) -> Listing[SubcontractOut]:
    """The whole chain under a contract, oldest link first; names that are withheld are the buyer's and auditors'."""
    reader_id = visitor.organisation if visitor else None
    contract = await visible_contract(reading, reader_id, contract_id)
    found = await queries.chain_under(reading, contract.id, after=page.after_id, limit=page.limit)
    all_of_it = oversees(visitor, contract.buyer_id)
    shown = await queries.as_shown(reading, found, reader_id, all_of_it=all_of_it, on=day_of(now))
    told = [SubcontractOut.of(link, each) for link, each in zip(found, shown, strict=True)]
    return paged(told, page, key=lambda link: [str(link.id)])
