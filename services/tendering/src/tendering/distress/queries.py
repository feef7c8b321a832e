"""What one may ask of signs of distress: what was recorded, and what the platform sees by itself."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.money import Money
from rulebook.rules import rule
from tendering.breaches.tables import breaches
from tendering.contracts.domain import EndGround
from tendering.contracts.tables import contracts
from tendering.distress.domain import DistressSign, Seen, Sign
from tendering.distress.rules import Count
from tendering.distress.tables import distress_signs
from tendering.payment_days.domain import Owed
from tendering.payments.tables import invoices, payments
from tendering.suppliers.queries import members_of
from tendering.suppliers.tables import HIGH_INDEX, known_classes

DEFAULTS = (EndGround.BREACH, EndGround.INSOLVENCY)
Members: TypeAlias = Mapping[UUID, UUID]


async def signs_of(session: AsyncSession, groups: Collection[UUID], count: Count) -> dict[UUID, list[Seen]]:
    """Of each group: the signs of all its members that count that day, under contract with anybody or not."""
    members = await members_of(session, groups, on=count.on)
    found: dict[UUID, list[Seen]] = {}
    for look in (recorded, broken, defaulted, extractive, in_arrears):
        for each in await look(session, members, count):
            found.setdefault(members[each.organisation_id], []).append(each)
    return found


async def recorded(session: AsyncSession, members: Members, count: Count) -> list[Seen]:
    """What authorities recorded, and did not withdraw."""
    kept = distress_signs.c
    query = select(kept.sign, kept.organisation_id, kept.occurred_on, kept.source).where(
        kept.organisation_id.in_(members),
        kept.withdrawn_at.is_(None),
        kept.occurred_on.between(count.counted_from, count.on),
    )
    return [
        Seen(sign=sign, organisation_id=organisation, on=on, source=source)
        for sign, organisation, on, source in await session.execute(query)
    ]


async def broken(session: AsyncSession, members: Members, count: Count) -> list[Seen]:
    """Breaches that everybody may know of."""
    kept = breaches.c
    query = (
        select(kept.id, contracts.c.supplier_id, kept.decided_on)
        .join(contracts, contracts.c.id == kept.contract_id)
        .where(
            contracts.c.supplier_id.in_(members),
            kept.published_at.is_not(None),
            kept.decided_on.between(count.counted_from, count.on),
        )
    )
    return [
        Seen(sign=Sign.BREACH, organisation_id=supplier, on=on, source=f"breach {breach}")
        for breach, supplier, on in await session.execute(query)
    ]


async def defaulted(session: AsyncSession, members: Members, count: Count) -> list[Seen]:
    """Contracts that ended because the supplier failed or did not carry them out."""
    kept = contracts.c
    query = select(kept.id, kept.supplier_id, kept.ended_on).where(
        kept.supplier_id.in_(members),
        kept.ended_ground.in_(DEFAULTS),
        kept.ended_on.between(count.counted_from, count.on),
    )
    return [
        Seen(sign=Sign.DEFAULT, organisation_id=supplier, on=on, source=f"contract {contract}")
        for contract, supplier, on in await session.execute(query)
    ]


async def extractive(session: AsyncSession, members: Members, count: Count) -> list[Seen]:
    """Organisations whose extractive index the register finds high, once they could reply to that."""
    kept = known_classes.c
    query = select(kept.organisation_id, kept.value).where(
        kept.organisation_id.in_(members), kept.label == HIGH_INDEX, kept.expires_on >= count.on
    )
    return [
        Seen(sign=Sign.EXTRACTIVE_INDEX, organisation_id=row.organisation_id, on=count.on, source="the register")
        for row in await session.execute(query)
        if row.value is True
    ]


async def in_arrears(session: AsyncSession, members: Members, count: Count) -> list[Seen]:
    """Suppliers that left so many invoices of their own chains unpaid when they were due, days of dispute apart."""
    days, least = rule("payment.terms", on=count.on).number("days"), count.rule.number("missed_invoices")
    missed: dict[UUID, list[date]] = {}
    for payer, owed in await unpaid_by(session, members, on=count.on):
        if count.counted_from <= (last := owed.payable_on(days)) < count.on:
            missed.setdefault(payer, []).append(last)
    return [
        Seen(
            sign=Sign.MISSED_PAYMENTS,
            organisation_id=payer,
            on=max(theirs) + timedelta(days=1),
            source=f"{len(theirs)} invoices unpaid after {days} days",
        )
        for payer, theirs in missed.items()
        if len(theirs) >= least
    ]


async def unpaid_by(session: AsyncSession, members: Members, *, on: date) -> list[tuple[UUID, Owed]]:
    """The invoices that these organisations were sent down their chains and had not paid in full that day."""
    kept, made = invoices.c, payments.c
    paid = select(func.coalesce(func.sum(made.pence), 0)).where(made.invoice_id == kept.id, made.paid_on <= on)
    query = select(invoices).where(
        kept.payer_id.in_(members), kept.tier > 1, kept.received_on <= on, paid.scalar_subquery() < kept.pence
    )
    return [
        (row.payer_id, Owed(row.reference, row.tier, Money(row.pence), row.received_on, (), row.pauses))
        for row in await session.execute(query)
    ]


async def sign_of(session: AsyncSession, sign_id: UUID) -> DistressSign:
    """One recorded sign, held until the transaction ends. Raises NotFound."""
    found = await session.get(DistressSign, sign_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no distress sign {sign_id}.")
    return found


async def recorded_signs(
    session: AsyncSession, organisation_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[DistressSign]:
    """What was recorded of an organisation, withdrawn or not, oldest first."""
    query = select(DistressSign).where(distress_signs.c.organisation_id == organisation_id)
    if after is not None:
        query = query.where(distress_signs.c.id > after)
    return (await session.scalars(query.order_by(distress_signs.c.id).limit(limit))).all()


async def changes_so_far(session: AsyncSession) -> int:
    """How many times signs were recorded, replied to or withdrawn."""
    return int(await session.scalar(select(func.coalesce(func.sum(distress_signs.c.version), 0))) or 0)
