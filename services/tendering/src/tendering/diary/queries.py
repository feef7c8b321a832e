"""What one may ask of the diary."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.breaches.queries import breaches_of
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.diary.domain import Duty
from tendering.diary.rules.duties import History
from tendering.diary.tables import duties
from tendering.disputes.queries import disputes_among
from tendering.engagement.queries import engagement_of
from tendering.frameworks.queries import scheme_of
from tendering.longevity.queries import reviews_among
from tendering.notices.domain import Notice
from tendering.obligations.domain import State
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


def in_state(state: State | None, today: date) -> ColumnElement[bool]:
    """The rows that stand so on that day; for None, all that is not met."""
    unmet, passed = duties.c.met_on.is_(None), duties.c.due < today
    waited = and_(unmet, passed, duties.c.waits)
    conditions = {
        State.OVERDUE: and_(unmet, passed, ~duties.c.waits),
        State.DUE: and_(unmet, ~passed),
        State.MET: or_(duties.c.met_on <= duties.c.due, waited),
        State.MET_LATE: duties.c.met_on > duties.c.due,
    }
    return and_(unmet, ~waited) if state is None else conditions.get(state, duties.c.id.is_(None))


async def calendar(
    session: AsyncSession,
    buyer_id: UUID,
    *,
    first: date | None,
    last: date | None,
    state: State | None,
    today: date,
    confidential: bool,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Sequence[Duty]:
    """What an authority owes, by its last day, so that what is overdue comes first; all of it, or what is public."""
    query = select(Duty).where(duties.c.buyer_id == buyer_id, in_state(state, today))
    if not confidential:
        query = query.where(duties.c.inquiry_id.is_(None))
    if first is not None:
        query = query.where(duties.c.due >= first)
    if last is not None:
        query = query.where(duties.c.due <= last)
    if after is not None:
        query = query.where(tuple_(duties.c.due, duties.c.id) > after)
    return (await session.scalars(query.order_by(duties.c.due, duties.c.id).limit(limit))).all()


async def kept_duties(session: AsyncSession, *, notice_id: UUID) -> Sequence[Duty]:
    """What the calendar keeps of a notice, its awards and contracts."""
    query = select(Duty).where(duties.c.notice_id == notice_id, duties.c.inquiry_id.is_(None))
    return (await session.scalars(query)).all()


async def kept_duties_beside(
    session: AsyncSession, *, market_id: UUID | None = None, inquiry_id: UUID | None = None
) -> Sequence[Duty]:
    """What it keeps of a market, or of an inquiry."""
    is_of = duties.c.market_id == market_id if market_id else duties.c.inquiry_id == inquiry_id
    return (await session.scalars(select(Duty).where(is_of))).all()


async def untold_overdue(session: AsyncSession, today: date, *, limit: int) -> Sequence[Duty]:
    """Overdue duties of which nobody was told yet. A market's notices are published in the act that owes them."""
    is_untold = duties.c.overdue_told_at.is_(None) & duties.c.market_id.is_(None)
    query = select(Duty).where(in_state(State.OVERDUE, today), is_untold)
    query = query.order_by(duties.c.due, duties.c.id).limit(limit)
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()
