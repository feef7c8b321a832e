"""Long contracts and churn over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from kernel.clock import day_of
from tendering.contracts.queries import visible_contract
from tendering.longevity import commands, queries
from tendering.longevity.queries import Reviewed
from tendering.longevity.rules import Churn, Point, churn, cost_curve, usual_terms
from tendering.longevity.schemas import ChurnOut, CostsIn, HistoryIn, PointOut, ReviewedOut, TermReviewIn

router = Router(tags=["longevity"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/churn", response_model=ChurnOut)
async def reckon_churn(body: HistoryIn) -> Churn:
    """How often a service is tendered again and changes hands. Nothing is kept."""
    return churn(body.parsed())


@router.post("/cost-curve", response_model=list[PointOut])
async def draw_cost_curve(body: CostsIn, now: Now) -> list[Point]:
    """What contracts of each length cost in a year, changing hands included. Nothing is kept."""
    return cost_curve(body.parsed(), body.years or usual_terms(on=day_of(now)))


@router.post("/contracts/{contract_id}/term-reviews", status_code=201, response_model=ReviewedOut)
async def review_term(
    contract_id: UUID, body: TermReviewIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Reviewed:
    """Say whether a contract's outcomes justify that it goes on, or when it is broken off."""
    return await commands.review_term(tx, owner_of(commissioner), contract_id, **dict(body), now=now)


@router.get("/contracts/{contract_id}/term-reviews", response_model=ReviewedOut)
async def read_term_reviews(contract_id: UUID, reading: Reading, visitor: Visitor) -> Reviewed:
    """How a contract was looked at, and by when it is looked at next."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return await queries.reviews_of(reading, contract)
