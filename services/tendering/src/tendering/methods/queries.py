"""What one may ask about methods."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.methods.domain import Method
from tendering.methods.tables import methods
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on


async def method_of(session: AsyncSession, notice: Notice, *, now: datetime) -> Method:
    """How the bids for a notice are judged: as its buyer set it, else as the rulebook has it for that procurement."""
    return await set_by_buyer(session, notice) or Method.usual(notice.id, on=commenced_on(notice, now=now))


async def set_by_buyer(session: AsyncSession, notice: Notice) -> Method | None:
    """The figures that the buyer set for a notice, if it set any."""
    found: Method | None = await session.scalar(select(Method).where(methods.c.notice_id == notice.id))
    return found


def award_day(method: Method, *, now: datetime) -> date:
    """The day for which reserved lots are tested: the planned one, or today once that is over."""
    return max(method.planned_award_on or day_of(now), day_of(now))
