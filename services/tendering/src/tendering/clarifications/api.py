"""Questions and reasons not to bid over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.clarifications import commands, queries
from tendering.clarifications.domain import NoBid, Question
from tendering.clarifications.rules import price_is_unviable
from tendering.clarifications.schemas import AnswerIn, NoBidIn, NoBidOut, NoBidsOut, QuestionIn, QuestionOut
from tendering.notices.queries import visible_notice

router = Router(prefix="/notices/{notice_id}", tags=["clarifications"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/questions", status_code=201, response_model=QuestionOut)
async def ask_question(notice_id: UUID, body: QuestionIn, provider: Provider, tx: Transaction, now: Now) -> Question:
    """Ask the buyer something, while bids are welcome; nobody is told who asked."""
    return await commands.ask(tx, owner_of(provider), notice_id, body.text, now=now)


@router.post("/questions/{question_id}/answer", response_model=QuestionOut)
async def answer_question(
    notice_id: UUID,
    question_id: UUID,
    body: AnswerIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Question:
    """Answer a question, to everybody at once."""
    buyer_id = owner_of(commissioner)
    return await commands.answer(tx, buyer_id, notice_id, question_id, body.answer, expected=expected, now=now)


@router.get("/questions", response_model=Listing[QuestionOut])
async def list_questions(
    notice_id: UUID, reading: Reading, visitor: Visitor, page: Page, now: Now
) -> Listing[Question]:
    """What was asked and answered; unanswered ones for the buyer and their asker, and for all after the deadline."""
    organisation = visitor.organisation if visitor else None
    notice = await visible_notice(reading, organisation, notice_id)
    found = await queries.readable_questions(
        reading, notice, organisation, now=now, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda question: [str(question.id)])


@router.put("/no-bid", response_model=NoBidOut)
async def state_no_bid(notice_id: UUID, body: NoBidIn, provider: Provider, tx: Transaction, now: Now) -> NoBid:
    """Say why you do not bid; only how many gave which reason is published."""
    return await commands.state_no_bid(tx, owner_of(provider), notice_id, body.reason, body.explanation, now=now)


@router.get("/no-bids", response_model=NoBidsOut)
async def count_no_bids(notice_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> NoBidsOut:
    """How many providers stay away, and for which reasons."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    counted = await queries.providers_by_reason(reading, notice_id)
    warning = price_is_unviable(notice, counted, now=now)
    return NoBidsOut(providers=counted, warnings=list(warning.reasons) if warning.outcome else [])
