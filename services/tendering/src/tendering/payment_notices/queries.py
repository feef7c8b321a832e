"""What one may ask of payments compliance notices, which are public, and which of them are owed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from rulebook.rules import rule
from tendering.calendar.domain import Duty
from tendering.contracts.tables import contracts
from tendering.notices.domain import Notice
from tendering.notices.rules import case_of
from tendering.notices.tables import notices
from tendering.obligations.domain import Force
from tendering.obligations.rules import obligations_of
from tendering.payment_days.queries import owed_by_chain
from tendering.payment_notices.domain import PaymentsNotice
from tendering.payment_notices.rules import CODE, duties_to_publish, half_years_owed
from tendering.payment_notices.tables import half_year_looks, payments_notices

DIRECT = 1  # the tier that the authority itself pays


async def notices_of(
    session: AsyncSession, buyer_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[PaymentsNotice]:
    """An authority's notices, in the order in which they were published."""
    query = select(PaymentsNotice).where(payments_notices.c.buyer_id == buyer_id)
    if after is not None:
        query = query.where(payments_notices.c.id > after)
    return (await session.scalars(query.order_by(payments_notices.c.id).limit(limit))).all()


async def duties_of(session: AsyncSession, buyer_id: UUID, *, now: datetime) -> list[Duty]:
    """The notices that an authority owes: of the half-years with a payment under a public contract, made or due."""
    today, bound = day_of(now), await bound_procurements(session, buyer_id, now=now)
    chain = await owed_by_chain(session, buyer_id, classes_on=today)
    owed = [each for each in chain if each.tier == DIRECT and each.notice_id in bound]
    half_years = half_years_owed(owed, days=rule("payment.terms", on=today).number("days"), today=today)
    made = await session.scalars(select(PaymentsNotice).where(payments_notices.c.buyer_id == buyer_id))
    return duties_to_publish(buyer_id, half_years, {each.last: each for each in made})


async def bound_procurements(session: AsyncSession, buyer_id: UUID, *, now: datetime) -> set[UUID]:
    """The procurements whose payments are told of: of public contracts, begun since the duty began."""
    signed = select(contracts.c.notice_id).where(contracts.c.buyer_id == buyer_id, contracts.c.signed_at.is_not(None))
    found = await session.scalars(select(Notice).where(notices.c.id.in_(signed)))
    return {
        each.id
        for each in found
        if any(it.code == CODE and it.force is Force.REQUIRED for it in obligations_of(case_of(each, now=now)))
    }


async def buyers_to_look_at(session: AsyncSession, today: date, *, limit: int) -> Sequence[UUID]:
    """Buyers with a signed contract whose half-years were not looked at today."""
    seen = select(half_year_looks.c.buyer_id).where(half_year_looks.c.looked_on >= today)
    query = select(contracts.c.buyer_id).where(contracts.c.signed_at.is_not(None), contracts.c.buyer_id.not_in(seen))
    return (await session.scalars(query.distinct().order_by(contracts.c.buyer_id).limit(limit))).all()
