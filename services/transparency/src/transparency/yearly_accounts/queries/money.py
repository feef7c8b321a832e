"""What an authority spent and gave in a year, and how quickly it paid."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OrganisationFacts
from events.tendering import PaymentsNoticePublished
from kernel.periods import DatePeriod
from transparency.directory.tables import grants
from transparency.flows.domain import Looked
from transparency.flows.queries import retained_in
from transparency.flows.rules import CLASSES_SAID, own_spending
from transparency.people_spending.queries import people_spending_of
from transparency.yearly_accounts.domain import Figure, Section, Unit
from transparency.yearly_accounts.tables import payments_notices


async def spending(session: AsyncSession, buyer: OrganisationFacts, days: DatePeriod) -> Section:
    """What it and its suppliers posted, by class, and how much of it was for people."""
    last = days.last or days.first
    scope = own_spending(buyer.id, days.first, last, today=last)
    found, shares = await retained_in(session, scope, classes_on=last)
    people = await people_spending_of(session, buyer.id, days.first, last)
    asked = f"?first={days.first}&last={last}"
    root = f"/transparency/v1/buyers/{buyer.id}"
    for_people = f"{root}/people-spending{asked}"
    flows = f"{root}/flows{asked}&classes_on={last}"
    return Section(
        "spending",
        "Where the money went",
        f"/organisations/{buyer.id}/money{asked}",
        [
            Figure("paid", "Paid in all", Unit.POUNDS, found.total if found.holders else None, flows),
            Figure("people", "Services to people", Unit.PERCENT, people.share, for_people),
            Figure("people_unknown", "Paid under no contract", Unit.PERCENT, people.unknown_share, for_people),
            *(figure for label, looked in shares.items() for figure in of_class(label, looked, flows)),
        ],
    )


def of_class(label: str, looked: Looked, source: str) -> Sequence[Figure]:
    """What a class of organisations was paid and kept, and what those kept of whom nobody knows whether they are it."""
    said = [
        ("direct", "Paid directly", looked.direct),
        ("kept", "Kept in the end", looked.look_through),
        ("unknown", "Not known", looked.unknown),
    ]
    about = CLASSES_SAID[label]
    return [Figure(f"{label}_{name}", title, Unit.PERCENT, value, source, about) for name, title, value in said]


async def payment_days(session: AsyncSession, buyer: OrganisationFacts, days: DatePeriod) -> Section:
    """How quickly each tier was paid, by the notices of the half-years that end in the year."""
    kept = payments_notices.c
    query = select(kept.facts).where(kept.buyer_id == buyer.id, kept.last.between(days.first, days.last))
    told = [PaymentsNoticePublished.model_validate(it) for it in await session.scalars(query.order_by(kept.last))]
    figures = [
        Figure(
            f"average_days_{notice.last}_tier_{tier.tier}",
            f"Average days to pay, tier {tier.tier}, half-year to {notice.last:%-d %B %Y}",
            Unit.DAYS,
            None if tier.average_days is None else Decimal(tier.average_days),
            f"/tendering/v1/buyers/{buyer.id}/payment-days?first={notice.first}&last={notice.last}",
        )
        for notice in told
        for tier in notice.tiers
    ]
    return Section("payment_days", "How quickly it paid", None, figures)


async def given(session: AsyncSession, buyer: OrganisationFacts, days: DatePeriod) -> Section:
    """The grants that it awarded in these days."""
    kept, source = grants.c, f"/transparency/v1/360giving?funder={buyer.id}"
    query = select(func.count(), func.coalesce(func.sum(kept.value), 0)).where(
        kept.funder_id == buyer.id, kept.awarded_on.between(days.first, days.last)
    )
    count, pence = (await session.execute(query)).one()
    return Section(
        "grants",
        "What it gave",
        f"/grants?organisation={buyer.id}",
        [
            Figure("grants", "Grants awarded", Unit.COUNT, count, source),
            Figure("granted", "Awarded in all", Unit.POUNDS, int(pence), source),
        ],
    )
