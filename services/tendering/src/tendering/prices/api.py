"""Prices in question over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.prices import commands
from tendering.prices.domain import PriceQuery
from tendering.prices.schemas import ExplanationIn, FindingIn, PriceQueryOut

router = Router(prefix="/notices/{notice_id}/evaluation", tags=["evaluation"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/price-queries/explanation", response_model=PriceQueryOut)
async def explain_price(
    notice_id: UUID, body: ExplanationIn, provider: Provider, tx: Transaction, now: Now
) -> PriceQuery:
    """The bidder explains its price."""
    return await commands.explain_price(tx, owner_of(provider), notice_id, **dict(body), now=now)


@router.post("/price-queries/finding", response_model=PriceQueryOut)
async def decide_about_price(
    notice_id: UUID, body: FindingIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> PriceQuery:
    """Keep the bid or disregard it, once the bidder has had its opportunity; who demonstrates must be kept."""
    return await commands.decide_about_price(tx, owner_of(commissioner), notice_id, **dict(body), now=now)
