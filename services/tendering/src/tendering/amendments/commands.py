"""What one may do with a published notice's terms: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import NoticeAmended, NoticeAmendment
from kernel.errors import RuleBroken
from kernel.versions import must_match
from tendering.amendments.domain import Amendment, Changes
from tendering.amendments.queries import next_number
from tendering.amendments.rules import may_be_amended, rules_of_amendment
from tendering.notices.queries import announcement, notice_to_change
from tendering.suppliers.queries import party


async def amend_notice(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    changes: Changes,
    *,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Amendment:
    """Publish other terms, tell everybody, and let bids be made anew. Raises Refused where the law forbids it."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    must_match(notice.version, expected)
    if notice.published_at is None:
        raise RuleBroken("Only what was published can be amended; a draft is revised.")
    in_time = may_be_amended(notice, now=now)
    in_time.must_allow()
    number = await next_number(session, notice_id)
    amendment = Amendment.publish(notice, changes, number=number, reason=reason, now=now)
    await abide_by(session, amendment, [in_time, *rules_of_amendment(notice, now=now)], about=notice.id)
    session.add(amendment)
    buyer = await party(session, buyer_id)
    told = NoticeAmended(occurred_at=now, notice=announcement(notice, buyer), amendment=as_told(amendment))
    await emit(session, notice.id, told)
    return amendment


def as_told(amendment: Amendment) -> NoticeAmendment:
    """The amendment as the event says it."""
    return NoticeAmendment(**{name: getattr(amendment, name) for name in NoticeAmendment.model_fields})
