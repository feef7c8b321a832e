"""Markets over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from kernel.clock import day_of
from tendering.markets import commands, queries
from tendering.markets.domain import Answer, Market, Membership, Standing
from tendering.markets.rules import obligations_of_market
from tendering.markets.schemas import (
    AnswerIn,
    ApplicationIn,
    CessationIn,
    MarketDiaryOut,
    MarketIn,
    MarketOut,
    MembershipOut,
)
from tendering.obligations.schemas import ObligationOut
from tendering.vocabulary.queries import must_be_listed

router = Router(prefix="/markets", tags=["markets"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("", status_code=201, response_model=MarketOut)
async def intend_market(body: MarketIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Market:
    """Announce a dynamic market that is to be set up (UK13)."""
    await must_be_listed(tx, body.model_dump())
    return await commands.intend_market(tx, owner_of(commissioner), body.design(), now=now)


@router.post("/{market_id}/establish", response_model=MarketOut)
async def establish_market(
    market_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Market:
    """Set it up (UK14); from now on suppliers may apply."""
    return await commands.establish_market(tx, owner_of(commissioner), market_id, expected=expected, now=now)


@router.put("/{market_id}", response_model=MarketOut)
async def change_market(
    market_id: UUID, body: MarketIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Market:
    """Say anew what it is for and whom it admits (UK15)."""
    await must_be_listed(tx, body.model_dump())
    buyer_id, design = owner_of(commissioner), body.design()
    return await commands.change_market(tx, buyer_id, market_id, design, expected=expected, now=now)


@router.post("/{market_id}/cease", response_model=MarketOut)
async def cease_market(
    market_id: UUID, body: CessationIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Market:
    """End it, and say why (UK16)."""
    buyer_id = owner_of(commissioner)
    return await commands.cease_market(tx, buyer_id, market_id, reason=body.reason, expected=expected, now=now)


@router.post("/{market_id}/memberships", status_code=201, response_model=MembershipOut)
async def apply_for_membership(
    market_id: UUID, body: ApplicationIn, provider: Provider, tx: Transaction, now: Now
) -> Membership:
    """Ask to be a member, at any time."""
    return await commands.apply_for_membership(tx, owner_of(provider), market_id, **dict(body), now=now)


@router.post("/{market_id}/memberships/{membership_id}/decide", response_model=MembershipOut)
async def decide_membership(
    market_id: UUID,
    membership_id: UUID,
    body: AnswerIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Membership:
    """Admit or refuse an applicant, or remove a member, and say why."""
    return await commands.decide_membership(
        tx,
        owner_of(commissioner),
        market_id,
        membership_id,
        answer=Answer(body.answer),
        reason=body.reason,
        expected=expected,
        now=now,
    )


@router.get("", response_model=Listing[MarketOut])
async def list_markets(
    reading: Reading, page: Page, buyer_id: UUID | None = None, standing: Standing | None = None
) -> Listing[Market]:
    """Every market, or one buyer's; oldest first."""
    found = await queries.public_markets(
        reading, buyer_id=buyer_id, standing=standing, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda market: [str(market.id)])


@router.get("/{market_id}", response_model=MarketOut)
async def read_market(market_id: UUID, reading: Reading) -> Market:
    """One market."""
    return await queries.market_of(reading, market_id)


@router.get("/{market_id}/memberships", response_model=Listing[MembershipOut])
async def list_memberships(market_id: UUID, reading: Reading, visitor: Visitor, page: Page) -> Listing[Membership]:
    """Its members; every application for its buyer, one's own for its supplier."""
    market, organisation = await queries.market_of(reading, market_id), visitor.organisation if visitor else None
    found = await queries.visible_memberships(reading, market, organisation, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda membership: [str(membership.id)])


@router.get("/{market_id}/obligations", response_model=MarketDiaryOut)
async def read_market_obligations(market_id: UUID, reading: Reading, now: Now) -> MarketDiaryOut:
    """The notices of a dynamic market (UK13 to UK16), each with its state today."""
    market = await queries.market_of(reading, market_id)
    owed_of_it = obligations_of_market(await queries.days_of_market(reading, market))
    return MarketDiaryOut(market_id=market.id, duties=[ObligationOut.on(each, day_of(now)) for each in owed_of_it])
