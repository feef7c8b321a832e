"""The evaluation over HTTP: parse, call, answer."""

from collections import Counter
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.bids.domain import must_show_prices
from tendering.evaluation import commands, queries
from tendering.evaluation.schemas import AgreementOut, EvaluationOut, LotAgreementOut, LotResultOut, SettledOut
from tendering.marks.queries import moderations_of
from tendering.notices.domain import Notice
from tendering.notices.queries import overseen_notice, visible_notice
from tendering.prices.domain import PriceQuery
from tendering.prices.schemas import PriceIn, PriceQueryOut

router = Router(prefix="/notices/{notice_id}/evaluation", tags=["evaluation"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


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
    notice = await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    must_show_prices(notice)
    references = {lot.id: lot.reference for lot in notice.lots}
    results = await queries.results_of(reading, notice, now=now)
    return EvaluationOut(
        notice_id=notice.id,
        quality_locked_at=notice.quality_locked_at,
        lots=[LotResultOut.of(each, references[each.lot_id]) for each in results],
    )


@router.get("/agreement", response_model=AgreementOut, responses={409: reference(RULE_BROKEN)})
async def read_agreement(notice_id: UUID, reading: Reading, now: Now) -> AgreementOut:
    """How far the panels agreed, and what was moderated and why, for every lot that was awarded; for everybody."""
    notice = await visible_notice(reading, None, notice_id)
    awarded = {lot.id for lot in notice.lots if lot.award_id is not None}
    if not notice.has_panels or not awarded:
        return AgreementOut(lots=[])
    results = [each for each in await queries.results_of(reading, notice, now=now) if each.lot_id in awarded]
    moderated = [each for each in await moderations_of(reading, notice_id) if each.counts]
    return AgreementOut(
        lots=[
            LotAgreementOut(
                lot_id=each.lot_id,
                agreement=LotResultOut.of(each, None).agreement,
                moderated=Counter(made.cause for made in moderated if made.lot_id == each.lot_id),
            )
            for each in results
        ]
    )
