"""What happened in a procurement, for the diary to be written from."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.breaches.queries import breaches_of
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.diary.rules.duties import History
from tendering.disputes.queries import disputes_among
from tendering.engagement.queries import engagement_of
from tendering.frameworks.queries import scheme_of
from tendering.longevity.queries import reviews_among
from tendering.notices.domain import Notice
from tendering.open_books.queries import book_of
from tendering.performance.queries import last_assessed
from tendering.phases.queries import progress_of
from tendering.plans.domain import Plan
from tendering.prices.tables import price_queries
from tendering.redactions.queries import documents_among
from tendering.resilience.queries import standings_among
from tendering.summaries.tables import summaries
from tendering.suppliers.queries import party
from tendering.transfers.queries import transfers_among


async def history_of(session: AsyncSession, notice: Notice, *, now: datetime) -> History:
    """What happened in a procurement so far."""
    asked = select(func.min(price_queries.c.asked_at)).where(price_queries.c.notice_id == notice.id)
    sent = select(func.max(summaries.c.sent_at)).where(summaries.c.notice_id == notice.id)
    made = select(Award).where(awards.c.notice_id == notice.id).order_by(awards.c.id)
    awarded = (await session.scalars(made)).all()
    agreed = (await session.scalars(select(Contract).where(contracts.c.notice_id == notice.id))).all()
    return History(
        notice=notice,
        engagement=None if notice.engagement_id is None else await engagement_of(session, notice.engagement_id),
        plan=None if notice.plan_id is None else await session.get(Plan, notice.plan_id),
        progress=None if notice.flexible is None else await progress_of(session, notice),
        awards=awarded,
        contracts=agreed,
        summaries_sent_at=await session.scalar(sent),
        price_asked_at=await session.scalar(asked),
        assessed_on=await last_assessed(session, [each.id for each in agreed]),
        suppliers={each.supplier_id: (await party(session, each.supplier_id)).name for each in awarded},
        breaches=await breaches_of(session, [each.id for each in agreed]),
        transfers=await transfers_among(session, [each.id for each in agreed]),
        documents=await documents_among(session, [each.id for each in agreed]),
        disputes=await disputes_among(session, [each.id for each in agreed]),
        reviews=await reviews_among(session, [each.id for each in agreed]),
        books=[await book_of(session, each, now=now) for each in agreed if each.signed_at is not None],
        standings=await standings_among(session, [each.id for each in agreed]),
        scheme=await scheme_of(session, notice),
    )
