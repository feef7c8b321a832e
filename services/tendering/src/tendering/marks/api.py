"""Marks over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.bids.queries import live_bids
from tendering.marks import commands, queries
from tendering.marks.domain import Closing, Moderation, counted
from tendering.marks.schemas import (
    ClosingOut,
    ConsentIn,
    GivenMarksOut,
    GivenOut,
    MarksIn,
    MarksOut,
    ModerationIn,
    ModerationOut,
    ModerationsOut,
    ProposalOut,
    ProposalsOut,
)
from tendering.notices.domain import Notice
from tendering.notices.queries import overseen_notice
from tendering.panels.queries import own_seat
from tendering.track_records.queries import records_at_deadline

router = Router(prefix="/notices/{notice_id}/evaluation", tags=["evaluation"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Judge = Annotated[Actor, Depends(role("evaluator", "citizen_commissioner"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.get("/proposals", response_model=ProposalsOut, responses={409: reference(RULE_BROKEN)})
async def read_proposals(notice_id: UUID, judge: Judge, tx: Transaction, now: Now) -> ProposalsOut:
    """Every bid without its prices, for members of the panels who have declared their interests."""
    seat = await own_seat(tx, notice_id, judge.subject)
    seat.must_have_declared()
    notice = await tx.get_one(Notice, notice_id)
    bids = await live_bids(tx, notice, now=now)
    records = await records_at_deadline(tx, notice, [bid.bidder_id for bid in bids])
    return ProposalsOut(proposals=[ProposalOut.of(bid, records.get(bid.bidder_id)) for bid in bids])


@router.post("/marks", status_code=201, response_model=MarksOut)
async def give_marks(notice_id: UUID, body: MarksIn, judge: Judge, tx: Transaction, now: Now) -> MarksOut:
    """Commit one's own marks, before seeing anybody else's; none is changed afterwards."""
    return MarksOut(given=await commands.give_marks(tx, judge.subject, notice_id, body.given(), now=now))


@router.get("/marks", response_model=GivenMarksOut)
async def read_marks(notice_id: UUID, reading: Reading, insider: Insider) -> GivenMarksOut:
    """Every mark that was given, and what of it counts: for the buyer and auditors, never for another member."""
    await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    given = await queries.marks_of(reading, notice_id)
    scored = counted(given, await queries.moderations_of(reading, notice_id))
    return GivenMarksOut(marks=[GivenOut.of(each, scored[each.place]) for each in given])


@router.post("/close", status_code=201, response_model=ClosingOut)
async def close_marking(notice_id: UUID, commissioner: Commissioner, tx: Transaction, now: Now) -> Closing:
    """End the marking, prices still hidden: marks that lie far from the others are told of, and may be moderated."""
    return await commands.close_marking(tx, owner_of(commissioner), notice_id, now=now)


@router.post("/moderations", status_code=201, response_model=ModerationOut)
async def moderate_mark(
    notice_id: UUID, body: ModerationIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Moderation:
    """Put a mark right, once, with a named cause; a citizen's counts as given until they consent."""
    return await commands.moderate_mark(tx, owner_of(commissioner), notice_id, **dict(body), now=now)


@router.post("/moderations/{moderation_id}/consent", response_model=ModerationOut)
async def answer_moderation(
    notice_id: UUID, moderation_id: UUID, body: ConsentIn, judge: Judge, *, tx: Transaction, now: Now
) -> Moderation:
    """A citizen consents to what would become of their own mark, or does not."""
    return await commands.answer_moderation(
        tx, judge.subject, notice_id, moderation_id, consents=body.consents, now=now
    )


@router.get("/moderations/own", response_model=ModerationsOut)
async def read_own_moderations(notice_id: UUID, judge: Judge, tx: Transaction) -> ModerationsOut:
    """What was made of one's own marks."""
    seat = await own_seat(tx, notice_id, judge.subject)
    found = [each for each in await queries.moderations_of(tx, notice_id) if each.member_id == seat.id]
    return ModerationsOut(moderations=[ModerationOut.model_validate(each) for each in found])
