"""What one may ask about questions and reasons not to bid. No reader is told who asked, or who stays away."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.clarifications.domain import NoBidReason, Question
from tendering.clarifications.tables import no_bids, questions
from tendering.notices.domain import Notice


async def readable_questions(
    session: AsyncSession,
    notice: Notice,
    organisation_id: UUID | None,
    *,
    now: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Question]:
    """Answered ones for everybody, others for the buyer and their asker; after the deadline the whole log."""
    query = select(Question).where(questions.c.notice_id == notice.id).order_by(questions.c.id).limit(limit)
    if organisation_id != notice.buyer_id and now <= notice.closes_at:
        query = query.where(or_(questions.c.answered_at.is_not(None), questions.c.asker_id == organisation_id))
    return (await session.scalars(query.where(questions.c.id > after if after else true()))).all()


async def question_to_answer(session: AsyncSession, notice: Notice, question_id: UUID) -> Question:
    """A question about this notice, held until the transaction ends."""
    question = await session.get(Question, question_id, with_for_update=True)
    if question is None or question.notice_id != notice.id:
        raise NotFound(f"There is no question {question_id} about this notice.")
    return question


async def providers_by_reason(session: AsyncSession, notice_id: UUID) -> dict[NoBidReason, int]:
    """How many providers gave which reason for not bidding."""
    found = (
        select(no_bids.c.reason, func.count().label("providers"))
        .where(no_bids.c.notice_id == notice_id)
        .group_by(no_bids.c.reason)
    )
    counted = {row.reason: row.providers for row in await session.execute(found)}
    return {reason: counted[reason] for reason in NoBidReason if reason in counted}
