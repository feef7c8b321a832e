"""What one may ask of the calendar."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.calendar.domain import Duty
from tendering.calendar.tables import duties
from tendering.obligations.domain import State


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


async def kept_of_notice(session: AsyncSession, notice_id: UUID) -> Sequence[Duty]:
    """What the calendar keeps of a notice, its awards and contracts."""
    query = select(Duty).where(duties.c.notice_id == notice_id, duties.c.inquiry_id.is_(None))
    return (await session.scalars(query)).all()


async def kept_of_market(session: AsyncSession, market_id: UUID) -> Sequence[Duty]:
    """What it keeps of a market."""
    return (await session.scalars(select(Duty).where(duties.c.market_id == market_id))).all()


async def kept_of_inquiry(session: AsyncSession, inquiry_id: UUID) -> Sequence[Duty]:
    """What it keeps of an inquiry into whether a supplier is to be excluded."""
    return (await session.scalars(select(Duty).where(duties.c.inquiry_id == inquiry_id))).all()


async def hold_calendar(session: AsyncSession, buyer_id: UUID) -> None:
    """One writer of an authority's own duties at a time: two could each miss what the other brings."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"calendar of {buyer_id}"))))


async def kept_of_authority(session: AsyncSession, buyer_id: UUID) -> Sequence[Duty]:
    """What it keeps of an authority itself, in the order of its last days."""
    is_its_own = duties.c.notice_id.is_(None), duties.c.market_id.is_(None), duties.c.inquiry_id.is_(None)
    query = select(Duty).where(duties.c.buyer_id == buyer_id, *is_its_own)
    return (await session.scalars(query.order_by(duties.c.due, duties.c.id))).all()


async def untold_overdue(session: AsyncSession, today: date, *, limit: int) -> Sequence[Duty]:
    """Overdue duties of which nobody was told yet. A market's notices are published in the act that owes them."""
    is_untold = duties.c.overdue_told_at.is_(None) & duties.c.market_id.is_(None)
    query = select(Duty).where(in_state(State.OVERDUE, today), is_untold)
    query = query.order_by(duties.c.due, duties.c.id).limit(limit)
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()
