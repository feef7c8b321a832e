"""Exchanges over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.sealing import derived
from ratings.exchanges import commands, queries
from ratings.exchanges.domain import QUESTIONS, SupplierRating
from ratings.exchanges.schemas import (
    BuyerRatingIn,
    BuyerRatingOut,
    BuyerScoresOut,
    SupplierRatingIn,
    SupplierRatingOut,
    SupplierReplyIn,
)

router = Router(tags=["exchanges"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


async def pepper_of(request: Request) -> bytes:
    """Keys the digests by which a supplier is known to have rated."""
    return derived(request.app.state.settings.secret.get_secret_value(), "voices of suppliers")


# A kept key would tie one supplier's answers to its name.
@router.post("/buyer-ratings", status_code=201, response_model=BuyerRatingOut, dependencies=[Depends(unkept)])
async def rate_buyer(
    body: BuyerRatingIn, provider: Provider, tx: Transaction, now: Now, pepper: Annotated[bytes, Depends(pepper_of)]
) -> BuyerRatingOut:
    """Say how it is to supply a buyer. It is added to sums; who said what is not kept."""
    tx.info["actor"] = None
    answers = {question: getattr(body, question) for question in QUESTIONS}
    await commands.rate_buyer(tx, pepper, owner_of(provider), body.buyer_id, year=body.year, answers=answers, now=now)
    return BuyerRatingOut(buyer_id=body.buyer_id, year=body.year)


@router.get("/buyers/{buyer_id}/scores", response_model=list[BuyerScoresOut])
async def read_buyer_scores(buyer_id: UUID, session: Reading) -> list[BuyerScoresOut]:
    """What suppliers say of a buyer, year by year, as far as it is published."""
    return [BuyerScoresOut.model_validate(dict(row)) for row in await queries.scores_of(session, buyer_id)]


@router.post("/supplier-ratings", status_code=201, response_model=SupplierRatingOut)
async def rate_supplier(
    body: SupplierRatingIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> SupplierRating:
    """Rate your supplier; it has ten working days to reply before everybody sees both."""
    told = body.model_dump(exclude={"contract_id"})
    return await commands.rate_supplier(tx, owner_of(commissioner), body.contract_id, **told, now=now)


@router.put("/supplier-ratings/{rating_id}/reply", response_model=SupplierRatingOut)
async def reply_to_rating(
    rating_id: UUID, body: SupplierReplyIn, provider: Provider, tx: Transaction, expected: Expected
) -> SupplierRating:
    """Reply before it is published; the reply stands beside it."""
    return await commands.reply(tx, owner_of(provider), rating_id, body.reply, expected=expected)


@router.get("/supplier-ratings", response_model=Listing[SupplierRatingOut])
async def list_supplier_ratings(
    session: Reading, page: Page, visitor: Visitor, contract: Annotated[UUID | None, Query()] = None
) -> Listing[SupplierRating]:
    """Buyers' ratings of suppliers: those that are published, and your own."""
    organisation = visitor.organisation if visitor else None
    found = await queries.visible_ratings(
        session, organisation, contract=contract, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda rating: [rating.id])
