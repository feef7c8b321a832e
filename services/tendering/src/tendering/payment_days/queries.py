"""The figures of an authority and of everybody who pays for it down the chain."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.money import Money
from rulebook.rules import rule
from tendering.contracts.tables import contracts
from tendering.notices.tables import notices
from tendering.payment_days.domain import Owed, QuarterFigures, Settled, TierFigures, figures_of, over_the_line
from tendering.payments.tables import invoices, payments
from tendering.suppliers.queries import classes_of

CLASSES = ("vcse", "sme")
#: Rules of notices are as old as their templates; the duties are told for earlier days, too.
UK8_FROM, UK17_FROM = date(2026, 4, 1), date(2026, 1, 1)


@dataclass(frozen=True)
class Report:
    """The figures of a half-year, and the payments of each quarter that are published one by one, where they are."""

    first: date
    last: date
    notice_due: date
    tiers: dict[int, TierFigures]
    quarters: list[tuple[QuarterFigures, date]]
    quarters_apply: bool


async def report_of(
    session: AsyncSession, buyer_id: UUID, first: date, last: date, *, commenced_on: date | None, classes_on: date
) -> Report:
    """What an authority publishes. `commenced_on` is the day on which procurements without a contract here began."""
    owed = await owed_by_chain(session, buyer_id, classes_on=classes_on)
    days, line = rule("payment.terms", on=last).number("days"), rule("notice.UK8", on=max(last, UK8_FROM))
    report, begun = rule("notice.UK17", on=max(last, UK17_FROM)), line.values["procurements_begun_from"]
    tiers = sorted({1, *(it.tier for it in owed)})
    shown = [
        it
        for it in owed
        if it.tier == 1 and (begins := it.commenced_on or commenced_on) is not None and begins >= begun
    ]
    apply = bool(shown) or (commenced_on is not None and commenced_on >= begun)
    quarters = over_the_line(shown, first, last, line.money("payment_over"))
    return Report(
        first,
        last,
        notice_due=last + timedelta(days=report.number("days") - 1),
        tiers={
            tier: figures_of([it for it in owed if it.tier == tier], first, last, days=days, classes=CLASSES)
            for tier in tiers
        },
        quarters=[(it, it.last + timedelta(days=line.number("days") - 1)) for it in quarters] if apply else [],
        quarters_apply=apply,
    )


async def owed_by_chain(session: AsyncSession, buyer_id: UUID, *, classes_on: date) -> list[Owed]:
    """Every invoice in the buyer's chain with its payments, in the order in which they were posted."""
    kept = invoices.c
    query = (
        select(invoices, notices.c.id.label("notice_id"), notices.c.published_at)
        .outerjoin(contracts, contracts.c.id == kept.contract_id)
        .outerjoin(notices, notices.c.id == contracts.c.notice_id)
        .where(kept.buyer_id == buyer_id)
        .order_by(kept.number)
    )
    rows = (await session.execute(query)).all()
    paid = await payments_by_invoice(session, buyer_id)
    classes = await classes_of(session, {row.payee_id for row in rows}, CLASSES, on=classes_on)
    return [
        Owed(
            reference=row.reference,
            tier=row.tier,
            amount=Money(row.pence),
            received_on=row.received_on,
            payments=paid.get(row.id, []),
            pauses=row.pauses,
            classes=classes.get(row.payee_id, frozenset()),
            commenced_on=row.published_at and day_of(row.published_at),
            notice_id=row.notice_id,
        )
        for row in rows
    ]


async def payments_by_invoice(session: AsyncSession, buyer_id: UUID) -> dict[UUID, list[Settled]]:
    """What was paid of each invoice of the chain, by day."""
    kept = payments.c
    query = select(kept.invoice_id, kept.paid_on, kept.pence).where(
        kept.buyer_id == buyer_id, kept.invoice_id.is_not(None), kept.dataset.is_(None)
    )
    found: dict[UUID, list[Settled]] = {}
    for row in await session.execute(query.order_by(kept.paid_on, kept.id)):
        found.setdefault(row.invoice_id, []).append(Settled(row.paid_on, Money(row.pence)))
    return found
