"""What an authority owes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import Announcement, AuthorityDutiesWritten, DutiesWritten, DutyWritten
from kernel.clock import day_of
from kernel.periods import DatePeriod
from transparency.calendars.domain import FOR_EVER, Calendar, Line, in_order
from transparency.calendars.tables import authority_calendars, calendars
from transparency.directory.tables import notices


async def calendar_for(session: AsyncSession, buyer_id: UUID, *, now: datetime) -> Calendar:
    """What is overdue, due and waited for in all procurements of a buyer, and of the buyer itself."""
    today = day_of(now)
    own = select(authority_calendars.c.facts).where(authority_calendars.c.buyer_id == buyer_id)
    matters = select(calendars.c.facts).where(calendars.c.buyer_id == buyer_id, calendars.c.matters_until >= today)
    is_open = [notices.c.buyer_id == buyer_id, notices.c.cancelled_at.is_(None), notices.c.closes_at >= now]
    return calendar_of(
        [
            *(DutiesWritten.model_validate(facts) for facts in await session.scalars(matters)),
            *(AuthorityDutiesWritten.model_validate(facts) for facts in await session.scalars(own)),
        ],
        [
            Announcement.model_validate(facts)
            for facts in await session.scalars(select(notices.c.facts).where(*is_open))
        ],
        today,
    )


def calendar_of(
    written: Iterable[DutiesWritten | AuthorityDutiesWritten], open_notices: Iterable[Announcement], today: date
) -> Calendar:
    """Everything that a buyer has to look to today. The last day itself is in time; what is met is left out."""
    unmet = [(edition, duty) for edition in written for duty in edition.duties if duty.met_on is None]
    owed = [(duty, line_of(edition, duty)) for edition, duty in unmet]
    waits = [line for duty, line in owed if duty.waits and duty.due >= today]
    return Calendar(
        overdue=in_order(line for duty, line in owed if not duty.waits and duty.due < today),
        due=in_order(line for duty, line in owed if not duty.waits and duty.due >= today),
        waits=in_order([*waits, *deadlines(open_notices)]),
    )


async def kept_late(session: AsyncSession, buyer_id: UUID, days: DatePeriod, *, today: date) -> tuple[int, int]:
    """Of what a buyer had to do within these days: how much it did late or not yet, and how much there was."""
    own = select(authority_calendars.c.facts).where(authority_calendars.c.buyer_id == buyer_id)
    all_of = select(calendars.c.facts).where(calendars.c.buyer_id == buyer_id)
    written: list[DutiesWritten | AuthorityDutiesWritten] = [
        *(DutiesWritten.model_validate(facts) for facts in await session.scalars(all_of)),
        *(AuthorityDutiesWritten.model_validate(facts) for facts in await session.scalars(own)),
    ]
    owed = [
        duty
        for edition in written
        for duty in edition.duties
        if not duty.waits and duty.due in days and (duty.due < today or duty.met_on is not None)
    ]
    return sum((duty.met_on or today) > duty.due for duty in owed), len(owed)


def line_of(edition: DutiesWritten | AuthorityDutiesWritten, duty: DutyWritten) -> Line:
    """A duty as a line of the page."""
    if isinstance(edition, AuthorityDutiesWritten):
        notice_id, title, about = None, duty.about or edition.buyer.name, None
    else:
        notice_id, title, about = edition.notice_id, edition.title, duty.about
    return Line(
        day=duty.due,
        what=(duty.name[:1].upper() + duty.name[1:]).replace("_", " "),
        code=duty.code if duty.code.startswith("UK") else None,
        source=duty.source,
        is_statute=duty.layer == "statute",
        notice_id=notice_id,
        title=title,
        about=about,
    )


def deadlines(notices: Iterable[Announcement]) -> Iterator[Line]:
    """Until when bids are welcome, or others may object to a direct award."""
    for notice in notices:
        what = "Last day for bids" if notice.justification is None else "Others may say that they could do it"
        day = day_of(notice.closes_at)
        yield Line(day, what, None, None, is_statute=False, notice_id=notice.notice_id, title=notice.title)


def matters_until(duties: Iterable[DutyWritten]) -> date:
    """The last day on which something of it stands in a calendar; long ago where nothing does."""
    days = [duty.due if duty.waits else FOR_EVER for duty in duties if duty.met_on is None]
    return max(days, default=date.min)
