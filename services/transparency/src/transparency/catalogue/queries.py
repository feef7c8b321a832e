"""Which tables there are: a quarter or a year of a publisher that has something to tell of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Interval, Select, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from transparency.catalogue.domain import Holding, Publication
from transparency.directory.tables import contracts, grants, notices, organisations
from transparency.exports.domain import CodeTable, Publisher, Span, spans_between
from transparency.exports.queries.entries import UNCONTESTED
from transparency.exports.rules import least
from transparency.exports.tables import authority_payments
from transparency.releases.tables import releases
from transparency.spend_lines.tables import authority_spend_files

_UNTIL_APRIL = literal("3 months").cast(Interval)


async def publications_of(session: AsyncSession, publisher_id: UUID | None, today: date) -> Sequence[Publication]:
    """All of a publisher, or of everybody: by table, publisher and time."""
    found = [
        *await _registers(session, publisher_id, today),
        *await _of(session, CodeTable.INVITATIONS, _invited(today), publisher_id),
        *await _of(session, CodeTable.SPEND, _paid(today), publisher_id),
        *await _of(session, CodeTable.VCSE_GRANTS, _granted(), publisher_id),
    ]
    unique = {(it.table, it.publisher_id, it.span.days.first): it for it in found}
    return [unique[key] for key in sorted(unique)]


async def _registers(session: AsyncSession, publisher_id: UUID | None, today: date) -> Sequence[Publication]:
    """A register for each quarter from the first signature up to this one, or the end of the last contract."""
    kept = contracts.c
    ends = cast(kept.facts["ends_on"].astext, Date)
    query = (
        select(kept.buyer_id, func.min(kept.signed_at), func.max(kept.signed_at), func.max(ends))
        .where(kept.value > least(CodeTable.CONTRACTS_REGISTER, today).pence)
        .group_by(kept.buyer_id)
    )
    if publisher_id is not None:
        query = query.where(kept.buyer_id == publisher_id)
    return [
        Publication(CodeTable.CONTRACTS_REGISTER, buyer_id, span, min(day_of(latest), span.days.last or today))
        for buyer_id, first, latest, last in await session.execute(query)
        for span in spans_between(day_of(first), max(day_of(latest), min(last, today)), yearly=False)
    ]


async def _of(
    session: AsyncSession, table: CodeTable, told: Select[Any], publisher_id: UUID | None
) -> Sequence[Publication]:
    """From whose it is, any day of the quarter or year, and the latest."""
    source = told.subquery()
    query = select(source.c.publisher_id, source.c.start, func.max(source.c.day)).group_by(
        source.c.publisher_id, source.c.start
    )
    if publisher_id is not None:
        query = query.where(source.c.publisher_id == publisher_id)
    return [
        Publication(table, owner, Span.of(day, yearly=table.is_yearly), day)
        for owner, _, day in await session.execute(query)
    ]


def _invited(today: date) -> Select[Any]:
    kept = notices.c
    day = func.date(func.timezone("Europe/London", kept.published_at))
    counts = (
        kept.value > least(CodeTable.INVITATIONS, today).pence,
        kept.facts["procedure"].astext.not_in(UNCONTESTED),
    )
    return _told(kept.buyer_id, day).where(*counts)


def _paid(today: date) -> Select[Any]:
    """Payments of authorities, posted or in their files, and of grants that funders paid."""
    kept = authority_payments.c
    posted = _told(kept.buyer_id, kept.paid_on).where(kept.pence > least(CodeTable.SPEND, today).pence)
    payment = func.jsonb_array_elements(grants.c.facts["payments"]).column_valued("payment", joins_implicitly=True)
    of_grants = _told(grants.c.funder_id, cast(payment.op("->>")("paid_on"), Date))
    month = func.unnest(authority_spend_files.c.months).column_valued("month", joins_implicitly=True)
    of_files = _told(authority_spend_files.c.buyer_id, cast(month, Date))
    both = posted.union_all(of_grants, of_files).subquery()
    return select(both.c.publisher_id, both.c.day, both.c.start)


def _granted() -> Select[Any]:
    kept = grants.c
    start = func.date_trunc("year", kept.awarded_on - _UNTIL_APRIL)
    return select(kept.funder_id.label("publisher_id"), kept.awarded_on.label("day"), start.label("start"))


def _told(publisher: ColumnElement[UUID], day: ColumnElement[date]) -> Select[Any]:
    quarter = func.date_trunc("quarter", day)
    return select(publisher.label("publisher_id"), day.label("day"), quarter.label("start"))


async def holdings_of(session: AsyncSession) -> Sequence[Holding]:
    """What each publisher has published in the standards for procurements and for grants."""
    released, given = releases.c, grants.c
    asked = {
        "ocds": select(released.buyer_id, func.min(released.published_at), func.max(released.published_at)).group_by(
            released.buyer_id
        ),
        "360giving": select(given.funder_id, func.min(given.awarded_on), func.max(given.awarded_on)).group_by(
            given.funder_id
        ),
    }
    rows = [(name, *row) for name, query in asked.items() for row in await session.execute(query)]
    known = await publishers_among(session, {owner for _, owner, _, _ in rows})
    found = [
        Holding(name, known[owner], _day(first), _day(last)) for name, owner, first, last in rows if owner in known
    ]
    return sorted(found, key=lambda it: (it.publisher.id, it.standard))


def _day(moment: date | datetime) -> date:
    return day_of(moment) if isinstance(moment, datetime) else moment


async def publishers_among(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, Publisher]:
    """Whoever has these ids, as far as the registry has told us already; without a name there is no address."""
    found = await session.scalars(select(organisations.c.facts).where(organisations.c.id.in_(ids)))
    return {it.id: it for it in map(_publisher, found)}


def _publisher(facts: Any) -> Publisher:
    return Publisher(UUID(facts["id"]), facts["name"], facts["org_ids"])
