"""The evaluation over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from kernel.errors import NotFound
from tendering.bids.domain import must_show_prices
from tendering.bids.queries import live_bids
from tendering.evaluation import commands, queries
from tendering.evaluation.schemas import (
    EvaluationOut,
    LotResultOut,
    MarksIn,
    MarksOut,
    ProposalOut,
    ProposalsOut,
    SettledOut,
)
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice
from tendering.panels.queries import own_seat
from tendering.prices.domain import PriceQuery
from tendering.prices.schemas import PriceIn, PriceQueryOut

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
    return ProposalsOut(proposals=[ProposalOut.of(bid) for bid in bids])


@router.post("/marks", status_code=201, response_model=MarksOut)
async def give_marks(notice_id: UUID, body: MarksIn, judge: Judge, tx: Transaction, now: Now) -> MarksOut:
    """Commit one's own marks, before seeing anybody else's; none is changed afterwards."""
    return MarksOut(given=await commands.give_marks(tx, judge.subject, notice_id, body.given(), now=now))


@router.post("/settle", response_model=SettledOut)
async def settle_quality(notice_id: UUID, commissioner: Commissioner, tx: Transaction, now: Now) -> Notice:
    """End the marking for good; from here on the buyer sees the prices."""
    return await commands.settle_quality(tx, owner_of(commissioner), notice_id, now=now)


@router.post("/price-queries", status_code=201, response_model=PriceQueryOut)
async def ask_about_price(
    notice_id: UUID, body: PriceIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> PriceQuery:
    """Ask a bidder to explain a price that was flagged as abnormally low (s.19(4))."""
    return await commands.ask_about_price(tx, owner_of(commissioner), notice_id, **dict(body), now=now)


@router.get("", response_model=EvaluationOut, responses={409: reference(RULE_BROKEN)})
async def read_evaluation(notice_id: UUID, reading: Reading, insider: Insider, now: Now) -> EvaluationOut:
    """What comes of every lot: for the buyer once the quality is settled, and for auditors, who recompute it."""
    notice = await visible_notice(reading, insider.organisation, notice_id)
    if not insider.has("auditor") and notice.buyer_id != insider.organisation:
        raise NotFound(f"There is no notice {notice_id} of yours.")
    must_show_prices(notice)
    references = {lot.id: lot.reference for lot in notice.lots}
    results = await queries.results_of(reading, notice, now=now)
    return EvaluationOut(
        notice_id=notice.id,
        quality_locked_at=notice.quality_locked_at,
        lots=[LotResultOut.of(each, references[each.lot_id]) for each in results],
    )
