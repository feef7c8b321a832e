"""The decisions of alliances over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.alliances.queries import alliance_of
from tendering.joint_decisions import commands, queries
from tendering.joint_decisions.schemas import DecisionIn, JointDecisionOut, VoteIn

router = Router(tags=["alliances"])
Ally = Annotated[Actor, Depends(role("commissioner", "provider"))]


@router.post("/alliances/{alliance_id}/decisions", status_code=201, response_model=JointDecisionOut)
async def put_to_vote(alliance_id: UUID, body: DecisionIn, ally: Ally, tx: Transaction, now: Now) -> JointDecisionOut:
    """A member asks all members to decide; whom to admit and whom to let go, too."""
    joins = None if body.joins is None else body.joins.said()
    made = await commands.put_to_vote(
        tx, owner_of(ally), alliance_id, title=body.title, joins=joins, leaves=body.leaves, closes=body.closes, now=now
    )
    return JointDecisionOut.of(made, await alliance_of(tx, alliance_id))


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


@router.get("/alliances/{alliance_id}/decisions", response_model=list[JointDecisionOut])
async def list_decisions(alliance_id: UUID, reading: Reading) -> list[JointDecisionOut]:
    """What an alliance has decided, or tries to; oldest first."""
    alliance = await alliance_of(reading, alliance_id)
    return JointDecisionOut.all_of(await queries.decisions_of(reading, alliance_id), alliance)
