"""Keeping the calendar, and telling once what is overdue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Party
from events.tendering import DutiesWritten, DutyOverdue, DutyWritten, ReportOverdue
from kernel.clock import day_of
from kernel.identifiers import new_id
from tendering.diary.domain import Duty
from tendering.diary.queries import history_of, kept_duties, kept_duties_beside, untold_overdue
from tendering.diary.rules.duties import duties_of, duties_of_inquiry, duties_of_market
from tendering.exclusions.domain import Inquiry
from tendering.markets.domain import Market
from tendering.markets.queries import days_of_market
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.suppliers.queries import party

BATCH = 200


async def keep_duties(session: AsyncSession, notice_id: UUID, *, now: datetime) -> None:
    """Write anew what a procurement owes; what was told of a duty stays told while its last day stands."""
    notice = await session.get_one(Notice, notice_id, with_for_update=True)
    owed = duties_of(await history_of(session, notice, now=now), now=now)
    if await settle(session, await kept_duties(session, notice_id=notice_id), owed):
        await tell_duties(session, notice, owed, now=now)


async def keep_market_duties(session: AsyncSession, market_id: UUID) -> None:
    """Write anew what a dynamic market owes."""
    market = await session.get_one(Market, market_id, with_for_update=True)
    owed = duties_of_market(market, await days_of_market(session, market))
    await settle(session, await kept_duties_beside(session, market_id=market_id), owed)


async def keep_inquiry_duties(session: AsyncSession, inquiry_id: UUID, *, now: datetime) -> None:
    """Write anew what a Minister is to be told of an inquiry."""
    inquiry = await session.get_one(Inquiry, inquiry_id, with_for_update=True)
    notice = await session.get_one(Notice, inquiry.notice_id)
    supplier = await party(session, inquiry.supplier_id)
    owed = duties_of_inquiry(inquiry, supplier.name, on=commenced_on(notice, now=now))
    await settle(session, await kept_duties_beside(session, inquiry_id=inquiry_id), owed)


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
    """What makes two rows of one procurement, market or inquiry one duty."""
    return duty.phase, duty.award_id, duty.layer, duty.code, duty.due


async def tell_overdue_duties(session: AsyncSession, now: datetime) -> None:
    """Say once of each duty that it is overdue; a timer, and safe to call again."""
    for duty in await untold_overdue(session, day_of(now), limit=BATCH):
        duty.overdue_told_at = now
        buyer = await party(session, duty.buyer_id)
        if duty.inquiry_id is not None:
            told = ReportOverdue(occurred_at=now, inquiry_id=duty.inquiry_id, buyer=buyer, due=duty.due)
            await emit(session, duty.id, told)
        elif duty.notice_id is not None:
            await emit(session, duty.id, overdue(duty, duty.notice_id, buyer, now=now))


def overdue(duty: Duty, notice_id: UUID, buyer: Party, *, now: datetime) -> DutyOverdue:
    """What is told to everybody of a procurement's duty."""
    told = {name: getattr(duty, name) for name in ("award_id", "code", "name", "layer", "due", "about")}
    return DutyOverdue(occurred_at=now, notice_id=notice_id, buyer=buyer, **told)
