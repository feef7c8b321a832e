"""Alliances over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.alliances import commands, queries
from tendering.alliances.domain import Alliance
from tendering.alliances.schemas import AllianceIn, AllianceOut, DecisionIn, JointDecisionOut, SettlementIn, VoteIn

router = Router(tags=["alliances"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Ally = Annotated[Actor, Depends(role("commissioner", "provider"))]


@router.post("/alliances", status_code=201, response_model=AllianceOut)
async def form_alliance(body: AllianceIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Alliance:
    """Begin an alliance: several providers and who commissions them, with equal say."""
    members = [each.said() for each in body.members]
    return await commands.form_alliance(tx, owner_of(commissioner), members=members, terms=body.terms(), now=now)


@router.post("/alliances/{alliance_id}/decisions", status_code=201, response_model=JointDecisionOut)
async def put_to_vote(alliance_id: UUID, body: DecisionIn, ally: Ally, tx: Transaction, now: Now) -> JointDecisionOut:
    """A member asks all members to decide; whom to admit and whom to let go, too."""
    joins = None if body.joins is None else body.joins.said()
    made = await commands.put_to_vote(
        tx, owner_of(ally), alliance_id, title=body.title, joins=joins, leaves=body.leaves, now=now
    )
    return JointDecisionOut.of(made, await queries.alliance_of(tx, alliance_id))


@router.post("/alliance-decisions/{alliance_decision_id}/votes", response_model=JointDecisionOut)
async def cast_vote(
    alliance_decision_id: UUID, body: VoteIn, ally: Ally, tx: Transaction, now: Now
) -> JointDecisionOut:
    """A member's own vote; it may think again until all have agreed."""
    return JointDecisionOut.of(
        *await commands.cast_vote(tx, owner_of(ally), alliance_decision_id, body.choice, now=now)
    )


@router.post("/alliance-decisions/{alliance_decision_id}/climb", response_model=JointDecisionOut)
async def climb_ladder(
    alliance_decision_id: UUID, ally: Ally, tx: Transaction, *, now: Now, expected: Expected
) -> JointDecisionOut:
    """Take a deadlock one rung up the ladder, where all vote anew; nothing is agreed because time ran out."""
    return JointDecisionOut.of(
        *await commands.climb_ladder(tx, owner_of(ally), alliance_decision_id, expected=expected, now=now)
    )


@router.post("/alliances/{alliance_id}/settlements", status_code=201, response_model=AllianceOut)
async def settle_alliance(
    alliance_id: UUID, body: SettlementIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Alliance:
    """Hold what was spent against the target, and share the difference to the penny."""
    cost = body.actual_cost.parsed()
    return await commands.settle(tx, owner_of(commissioner), alliance_id, actual_cost=cost, now=now)


@router.get("/alliances", response_model=Listing[AllianceOut])
async def list_alliances(reading: Reading, page: Page, *, buyer_id: UUID | None = None) -> Listing[Alliance]:
    """Alliances, oldest first."""
    found = await queries.alliances_by(reading, buyer_id=buyer_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda alliance: [str(alliance.id)])


@router.get("/alliances/{alliance_id}", response_model=AllianceOut)
async def read_alliance(alliance_id: UUID, reading: Reading) -> Alliance:
    """One alliance."""
    return await queries.alliance_of(reading, alliance_id)


@router.get("/alliances/{alliance_id}/decisions", response_model=list[JointDecisionOut])
async def list_decisions(alliance_id: UUID, reading: Reading) -> list[JointDecisionOut]:
    """What an alliance has decided, or tries to; oldest first."""
    alliance = await queries.alliance_of(reading, alliance_id)
    return JointDecisionOut.all_of(await queries.decisions_of(reading, alliance_id), alliance)
