"""Panels over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.notices.queries import overseen_notice
from tendering.panels import commands, queries
from tendering.panels.domain import Member
from tendering.panels.rules import Candidate
from tendering.panels.schemas import DrawIn, DrawOut, InterestsIn, MemberIn, MemberOut, PanelsOut, RecusalIn

router = Router(prefix="/notices/{notice_id}/panels", tags=["panels"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Judge = Annotated[Actor, Depends(role("evaluator", "citizen_commissioner"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.post("/members", status_code=201, response_model=MemberOut)
async def appoint_member(
    notice_id: UUID, body: MemberIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Member:
    """Seat somebody on a panel; one person has one seat."""
    return await commands.appoint_member(tx, owner_of(commissioner), notice_id, **dict(body), now=now)


@router.post("/interests", response_model=MemberOut)
async def declare_interests(notice_id: UUID, body: InterestsIn, judge: Judge, tx: Transaction, now: Now) -> Member:
    """A member says which interests they have, and leaves the lots where these conflict."""
    return await commands.declare_interests(
        tx, judge.subject, notice_id, interests=body.interests, conflicting=body.conflicting_lots, now=now
    )


@router.post("/members/{member_id}/recusals", response_model=MemberOut)
async def recuse_member(
    notice_id: UUID, member_id: UUID, body: RecusalIn, commissioner: Commissioner, *, tx: Transaction, now: Now
) -> Member:
    """Take a member off a lot; whatever they marked there no longer counts."""
    buyer_id = owner_of(commissioner)
    return await commands.recuse_member(tx, buyer_id, notice_id, member_id, **dict(body), now=now)


@router.post("/draw", response_model=DrawOut)
async def draw_citizens(
    notice_id: UUID, body: DrawIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> DrawOut:
    """Draw Citizen Commissioners from the seed whose digest was published with the notice; the draw stays on record."""
    candidates = [Candidate(each.reference, each.stratum) for each in body.candidates]
    buyer_id = owner_of(commissioner)
    found = await commands.draw_citizens(
        tx, buyer_id, notice_id, seed=body.seed, seats=body.seats, candidates=candidates, now=now
    )
    return DrawOut(drawn=[candidate.reference for candidate in found])


@router.get("", response_model=PanelsOut)
async def read_panels(notice_id: UUID, reading: Reading, insider: Insider) -> PanelsOut:
    """Who is on the panels: for the buyer and auditors."""
    await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    members = await queries.members_of(reading, notice_id)
    return PanelsOut(members=[MemberOut.model_validate(each) for each in members])
