"""Disputes over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.disputes import commands, queries
from tendering.disputes.schemas import DecisionIn, DisputeIn, DisputeOut

router = Router(tags=["performance"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/assessments/{assessment_id}/dispute", status_code=201, response_model=DisputeOut)
async def dispute_assessment(
    assessment_id: UUID, body: DisputeIn, provider: Provider, tx: Transaction, now: Now
) -> DisputeOut:
    """Dispute how one's own contract was assessed, once and in time; until that is decided it does not count."""
    made = await commands.dispute_assessment(tx, owner_of(provider), assessment_id, reason=body.reason, now=now)
    return DisputeOut.of(made, now=now)


@router.post("/disputes/{dispute_id}/decide", response_model=DisputeOut)
async def decide_dispute(
    dispute_id: UUID, body: DecisionIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> DisputeOut:
    """Say whether the assessment stands: anybody of the buyer but whoever made it."""
    found = await commands.decide_dispute(
        tx, owner_of(commissioner), dispute_id, **dict(body), by=commissioner.subject, expected=expected, now=now
    )
    return DisputeOut.of(found, now=now)


@router.get("/contracts/{contract_id}/disputes", response_model=list[DisputeOut])
async def list_disputes(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> list[DisputeOut]:
    """What was disputed of a contract's assessments, and what became of that; public, as they are."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return [DisputeOut.of(each, now=now) for each in await queries.disputes_among(reading, [contract.id])]
