"""Keeping in the calendar what procurements owe."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import DutiesWritten
from kernel.identifiers import new_id
from tendering.calendar.commands import lines, settle
from tendering.calendar.domain import Duty
from tendering.calendar.queries import kept_of_notice
from tendering.diary.queries import history_of
from tendering.diary.rules.duties import duties_of
from tendering.notices.domain import Notice
from tendering.suppliers.queries import party


async def keep_duties(session: AsyncSession, notice_id: UUID, *, now: datetime) -> None:
    """Write anew what a procurement owes; what was told of a duty stays told while its last day stands."""
    notice = await session.get_one(Notice, notice_id, with_for_update=True)
    owed = duties_of(await history_of(session, notice, now=now), now=now)
    if await settle(session, await kept_of_notice(session, notice_id), owed):
        await tell_duties(session, notice, owed, now=now)


async def tell_duties(session: AsyncSession, notice: Notice, owed: Sequence[Duty], *, now: datetime) -> None:
    """Tell everybody what a procurement owes, whole."""
    told = DutiesWritten(
        occurred_at=now,
        notice_id=notice.id,
        title=notice.title,
        buyer=await party(session, notice.buyer_id),
        duties=lines(owed),
    )
    await emit(session, new_id(), told)  # an entity of its own: the story of a procurement does not wait for calendars
