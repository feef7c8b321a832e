"""What one may ask, answer, and say instead of a bid: load, decide, record.

Asking enters no ledger: its feed is public and would tell that somebody asked, and when. The answer does.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import put_on_record
from chassis.ledger import emit
from events.tendering import ClarificationGiven
from kernel.errors import NotFound, RuleBroken
from kernel.versions import must_match
from tendering.clarifications.domain import NoBid, NoBidReason, Question
from tendering.clarifications.queries import providers_by_reason, question_to_answer
from tendering.clarifications.rules import price_is_unviable
from tendering.notices.domain import Notice, Status
from tendering.notices.queries import notice_to_bid_for, notice_to_change
from tendering.suppliers.queries import active_provider


async def ask(session: AsyncSession, asker_id: UUID, notice_id: UUID, text: str, *, now: datetime) -> Question:
    """Put a question to the buyer, who is not told whose it is."""
    asker = await active_provider(session, asker_id)
    notice = await notice_to_bid_for(session, notice_id)
    question = Question.ask(notice, asker_id, asker.name, text, now=now)
    session.add(question)
    return question


async def answer(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    question_id: UUID,
    text: str,
    *,
    expected: int | None,
    now: datetime,
) -> Question:
    """Answer to everybody at once."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    question = await question_to_answer(session, notice, question_id)
    must_match(question.version, expected)
    question.reply(text, notice, now=now)
    given = ClarificationGiven(
        occurred_at=now, notice_id=notice.id, question=question.text, asked_at=question.asked_at, answer=text
    )
    await emit(session, question.id, given)
    return question


async def state_no_bid(
    session: AsyncSession,
    provider_id: UUID,
    notice_id: UUID,
    reason: NoBidReason,
    explanation: str | None,
    *,
    now: datetime,
) -> NoBid:
    """Say why one does not bid, or say it otherwise. The provider that makes it a warning puts one on the notice."""
    await active_provider(session, provider_id)
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.status is Status.DRAFT:
        raise NotFound(f"There is no notice {notice_id}.")
    if not notice.welcomes_bids(now=now):
        raise RuleBroken("The notice welcomes no bids, so nobody need say why there is none.")
    before = price_is_unviable(notice, await providers_by_reason(session, notice_id), now=now)
    stated = await session.get(NoBid, (notice_id, provider_id))
    if stated is None:
        stated = NoBid(notice_id=notice_id, provider_id=provider_id, reason=reason, stated_at=now)
        session.add(stated)
    stated.reason, stated.explanation, stated.stated_at = reason, explanation, now
    await session.flush()
    after = price_is_unviable(notice, await providers_by_reason(session, notice_id), now=now)
    if after.outcome and not before.outcome:
        await put_on_record(session, notice, [after], about=notice.id)
    return stated
