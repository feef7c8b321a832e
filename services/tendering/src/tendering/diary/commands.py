"""Keeping the calendar, and telling once what is overdue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import DutiesWritten, DutyOverdue, DutyWritten
from kernel.clock import day_of
from kernel.identifiers import new_id
from tendering.diary.domain import Duty
from tendering.diary.queries import history_of, kept_duties, untold_overdue
from tendering.diary.rules import duties_of
from tendering.notices.domain import Notice
from tendering.suppliers.queries import party

BATCH = 200


async def keep_duties(session: AsyncSession, notice_id: UUID, *, now: datetime) -> None:
    """Write anew what a procurement owes; what was told of a duty stays told while its last day stands."""
    notice = await session.get_one(Notice, notice_id, with_for_update=True)
    kept = {same(each): each for each in await kept_duties(session, notice_id)}
    before = {(*key, each.met_on) for key, each in kept.items()}
    owed = duties_of(await history_of(session, notice), now=now)
    for duty in owed:
        known = kept.pop(same(duty), None)
        if known is None:
            session.add(duty)
        else:
            known.met_on = duty.met_on
    for gone in kept.values():
        await session.delete(gone)
    if before != {(*same(each), each.met_on) for each in owed}:
        await tell_duties(session, notice, owed, now=now)


async def tell_duties(session: AsyncSession, notice: Notice, owed: Sequence[Duty], *, now: datetime) -> None:
    """Tell everybody what a procurement owes, whole."""
    told = DutiesWritten(
        occurred_at=now,
        notice_id=notice.id,
        title=notice.title,
        buyer=await party(session, notice.buyer_id),
        duties=[DutyWritten(**{name: getattr(each, name) for name in DutyWritten.model_fields}) for each in owed],
    )
    await emit(session, new_id(), told)  # an entity of its own: the story of a procurement does not wait for calendars


def same(duty: Duty) -> tuple[object, ...]:
    """What makes two rows one duty."""
    return duty.award_id, duty.layer, duty.code, duty.due


async def tell_overdue_duties(session: AsyncSession, now: datetime) -> None:
    """Say once of each duty that it is overdue; a timer, and safe to call again."""
    for duty in await untold_overdue(session, day_of(now), limit=BATCH):
        duty.overdue_told_at = now
        told = DutyOverdue(
            occurred_at=now,
            notice_id=duty.notice_id,
            award_id=duty.award_id,
            buyer=await party(session, duty.buyer_id),
            code=duty.code,
            name=duty.name,
            layer=duty.layer,
            due=duty.due,
        )
        await emit(session, duty.id, told)
