"""An authority publishes how quickly it paid: load, decide, record."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import Approval, PaymentsNoticePublished, TierPaid
from kernel.clock import day_of
from rulebook.clocks import payments_report_due
from tendering.calendar.commands import keep_own_duties
from tendering.calendar.queries import hold_calendar
from tendering.payment_days.domain import TierFigures, rounded
from tendering.payment_days.queries import report_of
from tendering.payment_notices.domain import Approver, Paid, PaymentsNotice, first_of
from tendering.payment_notices.queries import DIRECT, buyers_to_look_at, duties_of
from tendering.payment_notices.tables import half_year_looks
from tendering.suppliers.queries import heard_buyer

BATCH = 50
_LOOK = upsert(half_year_looks)
LOOKED = _LOOK.on_conflict_do_update(index_elements=["buyer_id"], set_={"looked_on": _LOOK.excluded.looked_on})


async def publish_notice(
    session: AsyncSession, buyer_id: UUID, *, last: date, approved_by: Approver, now: datetime
) -> PaymentsNotice:
    """Publish the half-year's figures (UK17) as they stand, with who approved them. Raises Conflict the second time."""
    buyer = await heard_buyer(session, buyer_id)
    first = first_of(last)
    report = await report_of(session, buyer_id, first, last, commenced_on=None, classes_on=day_of(now))
    made = PaymentsNotice(
        buyer_id=buyer_id,
        first=first,
        last=last,
        due_on=payments_report_due(last, on=last),
        paid=paid_of(report.tiers[DIRECT]),
        approved_by=approved_by,
        published_at=now,
    )
    session.add(made)
    await flush_or_conflict(session, "The notice of this half-year is published already.")
    told = PaymentsNoticePublished(
        occurred_at=now,
        buyer=buyer,
        first=first,
        last=last,
        due_on=made.due_on,
        in_time=made.in_time,
        approved_by=Approval(name=approved_by.name, title=approved_by.title),
        tiers=[tier_told(tier, figures) for tier, figures in sorted(report.tiers.items())],
        **{name: f"{told:f}" if isinstance(told, Decimal) else told for name, told in vars(made.paid).items()},
    )
    await emit(session, made.id, told)
    await keep_half_years(session, buyer_id, now=now)
    return made


async def keep_half_years(session: AsyncSession, buyer_id: UUID, *, now: datetime) -> None:
    """Write into the authority's calendar of which half-years it owes a notice, and which it has published."""
    await hold_calendar(session, buyer_id)
    await keep_own_duties(session, buyer_id, await duties_of(session, buyer_id, now=now), now=now)


async def ask_for_notices(session: AsyncSession, now: datetime) -> None:
    """A timer: once a day, look at what each authority owes by then."""
    today = day_of(now)
    for buyer_id in await buyers_to_look_at(session, today, limit=BATCH):
        await keep_half_years(session, buyer_id, now=now)
        await session.execute(LOOKED, {"buyer_id": buyer_id, "looked_on": today})


def tier_told(tier: int, figures: TierFigures) -> TierPaid:
    """What an event says of one tier, rounded as it is published."""
    average = rounded(figures.average)
    return TierPaid(
        tier=tier, payments_made=figures.payments_made, average_days=None if average is None else f"{average:f}"
    )


def paid_of(figures: TierFigures) -> Paid:
    """The figures of the Act, rounded as they are published."""
    return Paid(
        payments_made=figures.payments_made,
        average_days=rounded(figures.average),
        paid_within_30_pct=rounded(figures.within_30),
        paid_31_to_60_pct=rounded(figures.from_31_to_60),
        paid_61_or_more_pct=rounded(figures.over_60),
        became_payable=figures.became_payable,
        payable_not_paid_pct=rounded(figures.payable_not_paid),
    )
