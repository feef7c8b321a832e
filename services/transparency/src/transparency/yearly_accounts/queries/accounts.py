"""The whole account of a year."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OrganisationFacts
from kernel.errors import NotFound
from kernel.periods import DatePeriod
from transparency.calendars.queries import kept_late
from transparency.directory.domain import average_of
from transparency.directory.queries.organisations import ratings_where
from transparency.directory.queries.procurements import as_they_stood
from transparency.directory.tables import contracts
from transparency.exports.domain import Span
from transparency.yearly_accounts.domain import Account, Figure, Section, Unit
from transparency.yearly_accounts.queries.money import given, payment_days, spending


async def account_of(session: AsyncSession, buyer: OrganisationFacts, span: Span, *, today: date) -> Account:
    """Up to the end of the year, or up to today. Raises NotFound for a year that has not begun."""
    last = min(span.days.last or today, today)
    if last < span.days.first:
        raise NotFound(f"The year {span.name} has not begun.")
    days = DatePeriod(span.days.first, last)
    sections = [
        await spending(session, buyer, days),
        await payment_days(session, buyer, days),
        await bought(session, buyer, last),
        await rated(session, buyer),
        await given(session, buyer, days),
        await late(session, buyer, days, today=today),
    ]
    return Account(buyer.id, buyer.name, span, last, sections)


async def bought(session: AsyncSession, buyer: OrganisationFacts, last: date) -> Section:
    """The contracts that bound it at the end of a day, as they then stood."""
    stood = as_they_stood(last)
    query = (
        select(func.count(), func.coalesce(func.sum(stood.c.value), 0))
        .join(contracts, contracts.c.id == stood.c.contract_id)
        .where(contracts.c.buyer_id == buyer.id, stood.c.last >= last)
    )
    count, pence = (await session.execute(query)).one()
    source = f"/transparency/v1/ocdsReleasePackages?buyer={buyer.id}"
    return Section(
        "contracts",
        "Contracts in force at the end",
        f"/contracts?status=active&organisation={buyer.id}",
        [
            Figure("contracts", "Contracts in force", Unit.COUNT, count, source),
            Figure("contracted", "What they are worth", Unit.POUNDS, int(pence), source),
        ],
    )


async def rated(session: AsyncSession, buyer: OrganisationFacts) -> Section:
    """What users say of the services that it buys, today: ratings are told as they stand."""
    mean, count = average_of(await ratings_where(session, contracts.c.buyer_id == buyer.id, most=None))
    source = f"/ratings/v1/summary?buyer={buyer.id}"
    return Section(
        "ratings",
        "What users say today",
        f"/organisations/{buyer.id}",
        [
            Figure("rating", "Average score of services whose score may be shown", Unit.SCORE, mean, source),
            Figure("ratings", "Ratings behind it", Unit.COUNT, count, source),
        ],
    )


async def late(session: AsyncSession, buyer: OrganisationFacts, days: DatePeriod, *, today: date) -> Section:
    """What it had to publish or do in these days, and did late or not yet."""
    behind, owed = await kept_late(session, buyer.id, days, today=today)
    source = f"/tendering/v1/calendar?buyer_id={buyer.id}"
    return Section(
        "late",
        "What came late",
        f"/organisations/{buyer.id}/calendar",
        [
            Figure("late", "Late, or still missing", Unit.COUNT, behind, source),
            Figure("owed", "Of what was due", Unit.COUNT, owed, source),
        ],
    )
