"""What one may ask by quarter, service, organisation and area: only what was told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from ratings.eligibility.queries import organisations_in
from ratings.eligibility.tables import services
from ratings.scores.domain import Publication
from ratings.scores.tables import publications
from ratings.series.domain import Cut, Stars
from ratings.series.tables import series_editions, told_quarters


async def publications_in(session: AsyncSession, cut: Cut) -> Sequence[Publication]:
    """What was published of the services in this cut."""
    query = select(Publication).join(services, services.c.contract_id == publications.c.contract_id)
    return (await session.scalars(within(query, cut))).all()


async def quarters_in(session: AsyncSession, cut: Cut) -> dict[str, list[Stars]]:
    """By quarter, in their order, the stars that are told of each service in this cut."""
    query = select(told_quarters.c.quarter, told_quarters.c.stars).join(
        services, services.c.contract_id == told_quarters.c.contract_id
    )
    found: dict[str, list[Stars]] = {}
    for quarter, stars in await session.execute(within(query, cut).order_by(told_quarters.c.quarter)):
        found.setdefault(quarter, []).append(stars)
    return found


async def to_divide(session: AsyncSession) -> Sequence[Publication]:
    """Publications that are newer than what is told of their quarters."""
    query = select(Publication).outerjoin(series_editions, series_editions.c.contract_id == publications.c.contract_id)
    newer = series_editions.c.version.is_distinct_from(publications.c.version)
    return (await session.scalars(query.where(newer).order_by(publications.c.contract_id))).all()


async def told_of(session: AsyncSession, contract_id: UUID) -> dict[str, Stars]:
    """What is told of a service's quarters now."""
    query = select(told_quarters.c.quarter, told_quarters.c.stars).where(told_quarters.c.contract_id == contract_id)
    return {row.quarter: row.stars for row in await session.execute(query)}


def within(query: Select[Any], cut: Cut) -> Select[Any]:
    """Of the services that are asked for; `query` knows them."""
    if cut.organisation is not None:
        query = query.where(services.c.provider_ids.contains([cut.organisation]))
    if cut.contract is not None:
        query = query.where(services.c.contract_id == cut.contract)
    if cut.buyer is not None:
        query = query.where(services.c.buyer_id == cut.buyer)
    if cut.service is not None:
        query = query.where(services.c.title.icontains(cut.service, autoescape=True))
    if cut.area is not None:
        query = query.where(services.c.buyer_id.in_(organisations_in(cut.area)))
    return query
