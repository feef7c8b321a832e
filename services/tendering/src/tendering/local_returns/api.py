"""Local staff and purchases over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from kernel.clock import day_of
from tendering.contracts.queries import visible_contract
from tendering.local_returns import commands, queries
from tendering.local_returns.schemas import AreaIn, LocalReturnIn, LocalReturnOut, LocalStaffOut
from tendering.suppliers.queries import party

router = Router(tags=["local spend"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/local-returns", status_code=201, response_model=LocalReturnOut)
async def return_local(
    contract_id: UUID, body: LocalReturnIn, provider: Provider, tx: Transaction, now: Now
) -> LocalReturnOut:
    """Say how many people worked on a contract, how many of them are local, and what was bought where."""
    return LocalReturnOut.of(
        await commands.return_local(tx, owner_of(provider), contract_id, said=body.said(), now=now)
    )


@router.get("/contracts/{contract_id}/local-returns", response_model=Listing[LocalReturnOut])
async def list_local_returns(
    contract_id: UUID, reading: Reading, visitor: Visitor, page: Page
) -> Listing[LocalReturnOut]:
    """A contract's returns, oldest first; of fewer than five people no figure is told."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    found = await queries.returns_of(reading, contract.id, after=page.after_id, limit=page.limit)
    return paged([LocalReturnOut.of(each) for each in found], page, key=lambda told: [told.id])


@router.get("/buyers/{buyer_id}/local-staff", response_model=LocalStaffOut)
async def read_local_staff(
    buyer_id: UUID, area: Annotated[AreaIn, Query()], reading: Reading, now: Now
) -> LocalStaffOut:
    """How many of the people on an authority's running contracts live in an area, and who does not say."""
    await party(reading, buyer_id)
    found = await queries.local_staff_of(reading, buyer_id, area, on=day_of(now))
    return LocalStaffOut.of(buyer_id, area, found)
