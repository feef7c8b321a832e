"""What one may do with a complaint: load, decide, record. No event names who complains."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import ComplaintAnswered, ComplaintLodged, ComplaintOverdue
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.complaints.domain import Complaint, Outcome
from tendering.complaints.queries import complaint_to_answer, overdue_complaints
from tendering.notices.queries import visible_notice
from tendering.suppliers.queries import heard_provider, party

BATCH = 200


async def lodge_complaint(
    session: AsyncSession, complainant_id: UUID, notice_id: UUID, text: str, *, now: datetime
) -> Complaint:
    """Complain of a procurement that is public; the days for an answer are counted after today."""
    await heard_provider(session, complainant_id)
    notice = await visible_notice(session, None, notice_id)
    if notice.buyer_id == complainant_id:
        raise RuleBroken("A buyer does not complain of itself.")
    today = day_of(now)
    days = rule("complaints.answer", on=today).number("working_days")
    complaint = Complaint(
        notice_id=notice.id,
        buyer_id=notice.buyer_id,
        complainant_id=complainant_id,
        text=text,
        lodged_on=today,
        due_on=PROCUREMENT_ACT.last_after(today, days),
    )
    session.add(complaint)
    told = ComplaintLodged(
        occurred_at=now,
        notice_id=notice.id,
        buyer=await party(session, notice.buyer_id),
        due_on=complaint.due_on,
    )
    await emit(session, complaint.id, told)
    return complaint


async def answer_complaint(
    session: AsyncSession,
    buyer_id: UUID,
    complaint_id: UUID,
    *,
    outcome: Outcome,
    answer: str,
    expected: int | None,
    now: datetime,
) -> Complaint:
    """The authority answers; late is better than never."""
    complaint = await complaint_to_answer(session, buyer_id, complaint_id)
    must_match(complaint.version, expected)
    complaint.decide(outcome, answer, now=now)
    told = ComplaintAnswered(
        occurred_at=now,
        notice_id=complaint.notice_id,
        buyer=await party(session, buyer_id),
        outcome=outcome,
        answer=answer,
    )
    await emit(session, complaint.id, told)
    return complaint


async def tell_overdue_complaints(session: AsyncSession, now: datetime) -> None:
    """Say once of each complaint that its answer is overdue; a timer, and safe to call again."""
    for complaint in await overdue_complaints(session, day_of(now), limit=BATCH):
        complaint.overdue_told_at = now
        told = ComplaintOverdue(
            occurred_at=now,
            notice_id=complaint.notice_id,
            buyer=await party(session, complaint.buyer_id),
            due_on=complaint.due_on,
        )
        await emit(session, complaint.id, told)
