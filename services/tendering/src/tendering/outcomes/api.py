"""Outcomes over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.outcomes import commands, queries
from tendering.outcomes.schemas import ReturnIn, ReturnOut

router = Router(tags=["outcomes"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/outcomes", status_code=201, response_model=ReturnOut)
async def report_outcomes(
    contract_id: UUID, body: ReturnIn, provider: Provider, tx: Transaction, now: Now
) -> ReturnOut:
    """Say what a contract gave in a period; its unit costs follow."""
    return ReturnOut.of(*await commands.report_outcomes(tx, owner_of(provider), contract_id, **body.said(), now=now))


@router.get("/contracts/{contract_id}/outcomes", response_model=Listing[ReturnOut])
async def list_outcomes(contract_id: UUID, reading: Reading, visitor: Visitor, page: Page) -> Listing[ReturnOut]:
    """What a contract gave, return by return, oldest first, with the unit costs of each."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    found = await queries.returns_of(reading, contract.id, after=page.after_id, limit=page.limit)
    a_year = await queries.award_a_year(reading, contract)
    return paged([ReturnOut.of(each, a_year) for each in found], page, key=lambda told: [str(told.id)])
