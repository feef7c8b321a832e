"""Keeping the calendar, and telling once what is overdue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Event, Party
from events.tendering import AuthorityDutiesWritten, AuthorityDutyOverdue, DutyOverdue, DutyWritten, ReportOverdue
from kernel.clock import day_of
from kernel.identifiers import new_id
from tendering.calendar.domain import Duty
from tendering.calendar.queries import kept_of_authority, untold_overdue
from tendering.suppliers.queries import party

BATCH = 200


async def settle(session: AsyncSession, before: Sequence[Duty], owed: Sequence[Duty]) -> bool:
    """Keep what is owed in the place of what was; whether anything of it is new."""
    kept = {same(each): each for each in before}
    known = {(*key, each.met_on, each.about) for key, each in kept.items()}
    for duty in owed:
        standing = kept.pop(same(duty), None)
        if standing is None:
            session.add(duty)
        else:
            standing.met_on, standing.contract_id, standing.about = duty.met_on, duty.contract_id, duty.about
    for gone in kept.values():
        await session.delete(gone)
    return known != {(*same(each), each.met_on, each.about) for each in owed}


async def keep_own_duties(session: AsyncSession, buyer_id: UUID, owed: Sequence[Duty], *, now: datetime) -> None:
    """Write anew what an authority owes beside its procurements, and tell everybody where anything of it is new.

    What is owed is found while the calendar is held, or another writer's news would be undone.
    """
    if await settle(session, await kept_of_authority(session, buyer_id), owed):
        buyer = await party(session, buyer_id)
        await emit(session, new_id(), AuthorityDutiesWritten(occurred_at=now, buyer=buyer, duties=lines(owed)))


def lines(owed: Sequence[Duty]) -> list[DutyWritten]:
    """What is told of each duty."""
    return [DutyWritten(**{name: getattr(each, name) for name in DutyWritten.model_fields}) for each in owed]


def same(duty: Duty) -> tuple[object, ...]:
    """What makes two rows of one procurement, market, inquiry or authority one duty."""
    return duty.phase, duty.award_id, duty.layer, duty.code, duty.due


async def tell_overdue_duties(session: AsyncSession, now: datetime) -> None:
    """Say once of each duty that it is overdue; a timer, and safe to call again."""
    for duty in await untold_overdue(session, day_of(now), limit=BATCH):
        duty.overdue_told_at = now
        buyer = await party(session, duty.buyer_id)
        await emit(session, duty.id, overdue(duty, buyer, now=now))


def overdue(duty: Duty, buyer: Party, *, now: datetime) -> Event:
    """What is told of it: of an exclusion to the authority alone, of anything else to everybody."""
    if duty.inquiry_id is not None:
        return ReportOverdue(occurred_at=now, inquiry_id=duty.inquiry_id, buyer=buyer, due=duty.due)
    told = {name: getattr(duty, name) for name in ("code", "name", "layer", "due", "about")}
    if duty.notice_id is None:
        return AuthorityDutyOverdue(occurred_at=now, buyer=buyer, **told)
    return DutyOverdue(occurred_at=now, notice_id=duty.notice_id, award_id=duty.award_id, buyer=buyer, **told)
