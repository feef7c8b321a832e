"""What one may ask of scores: only what was published, never what is still coming in."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import known_organisation
from ratings.credentials.domain import Level
from ratings.credentials.tables import issued, spendings
from ratings.eligibility.domain import Service
from ratings.eligibility.tables import contacts, known_organisations, services
from ratings.reviews.domain import Tally
from ratings.reviews.tables import RECOMMEND, STARS, dimension_tallies, ratings_in, tallies
from ratings.scores.domain import Publication
from ratings.scores.tables import publications, told_dimensions


async def summaries_of(
    session: AsyncSession,
    *,
    organisation: UUID | None = None,
    contract: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[tuple[Service, Publication | None]]:
    """Services and what was published of them, by contract; `organisation` is one that provides them."""
    query = select(Service, Publication).outerjoin(Publication, publications.c.contract_id == services.c.contract_id)
    if organisation is not None:
        query = query.where(services.c.provider_ids.contains([organisation]))
    if contract is not None:
        query = query.where(services.c.contract_id == contract)
    if after is not None:
        query = query.where(services.c.contract_id > after)
    found = await session.execute(query.order_by(services.c.contract_id).limit(limit))
    return [(service, publication) for service, publication in found]


async def published_of(session: AsyncSession, organisation: UUID) -> Sequence[Publication]:
    """What was published of everything that an organisation provides. Raises NotFound for an organisation unknown."""
    await known_organisation(session, known_organisations, organisation)
    query = select(Publication).join(services, services.c.contract_id == publications.c.contract_id)
    return (await session.scalars(query.where(services.c.provider_ids.contains([organisation])))).all()


async def evidence_of(session: AsyncSession, organisation: UUID) -> Tally:
    """Every rating of everything that an organisation provides, published or not. Raises NotFound."""
    await known_organisation(session, known_organisations, organisation)
    sums = [func.coalesce(func.sum(tallies.c[name]), 0) for name in (*STARS, *RECOMMEND)]
    query = select(*sums).join(services, services.c.contract_id == tallies.c.contract_id)
    row = (await session.execute(query.where(services.c.provider_ids.contains([organisation])))).one()
    counts = tuple(map(int, row))
    return Tally(counts[: len(STARS)], counts[len(STARS) :])


async def contracts_rated_anew(session: AsyncSession) -> Sequence[UUID]:
    """Those whose ratings are more, or fewer, than were published: a timer that asks each second reads no others."""
    first, *others = (publications.c.stars[place] for place in range(1, len(STARS) + 1))
    counted, published = func.sum(ratings_in(tallies)), sum(others, first)
    query = select(tallies.c.contract_id).outerjoin(publications, publications.c.contract_id == tallies.c.contract_id)
    query = query.group_by(tallies.c.contract_id, publications.c.contract_id)
    return (await session.scalars(query.having(counted.is_distinct_from(published)))).all()


async def tallies_by_quarter(session: AsyncSession, contract_ids: Sequence[UUID]) -> dict[UUID, dict[str, Tally]]:
    """These contracts' tallies by quarter."""
    query = select(tallies.c.contract_id, tallies.c.quarter, *_columns())
    found = await session.execute(query.where(tallies.c.contract_id.in_(contract_ids)))
    quarters: dict[UUID, dict[str, Tally]] = {}
    for contract_id, quarter, *counts in found:
        quarters.setdefault(contract_id, {})[quarter] = Tally(tuple(counts[: len(STARS)]), tuple(counts[len(STARS) :]))
    return quarters


def _columns() -> list[Column[int]]:
    return [tallies.c[name] for name in (*STARS, *RECOMMEND)]


async def levels_of(session: AsyncSession, contract_ids: Collection[UUID]) -> dict[UUID, tuple[int, ...]]:
    """How many rated each of these contracts' services at level A, B and C."""
    counted = select(spendings.c.contract_id, spendings.c.level, func.sum(spendings.c.count))
    counted = counted.where(spendings.c.contract_id.in_(contract_ids))
    found: dict[UUID, dict[Level, int]] = {}
    for contract_id, level, count in await session.execute(
        counted.group_by(spendings.c.contract_id, spendings.c.level)
    ):
        found.setdefault(contract_id, {})[level] = int(count)
    return {contract_id: tuple(of.get(level, 0) for level in Level) for contract_id, of in found.items()}


async def dimensions_counted(session: AsyncSession, contract_id: UUID) -> dict[str, tuple[int, ...]]:
    """The stars that were given to each dimension of a service."""
    sums = [func.sum(dimension_tallies.c[name]) for name in STARS]
    query = select(dimension_tallies.c.dimension, *sums).where(dimension_tallies.c.contract_id == contract_id)
    found = await session.execute(query.group_by(dimension_tallies.c.dimension))
    return {dimension: tuple(map(int, stars)) for dimension, *stars in found}


async def dimensions_told(
    session: AsyncSession, contract_ids: Sequence[UUID]
) -> dict[UUID, dict[str, tuple[int, ...]]]:
    """The stars of each dimension of these services as they were last told."""
    found: dict[UUID, dict[str, tuple[int, ...]]] = {}
    query = select(told_dimensions).where(told_dimensions.c.contract_id.in_(contract_ids))
    for row in await session.execute(query.order_by(told_dimensions.c.dimension)):
        found.setdefault(row.contract_id, {})[row.dimension] = row.stars
    return found


async def coverage_of(session: AsyncSession, contract_ids: Sequence[UUID]) -> dict[UUID, Fraction]:
    """Of those who used each service, in the quarters for which that was stated, the share who may rate."""
    stated = (
        select(contacts.c.contract_id, func.sum(contacts.c.eligible), func.sum(func.coalesce(issued.c.count, 0)))
        .outerjoin(issued, (issued.c.contract_id == contacts.c.contract_id) & (issued.c.quarter == contacts.c.quarter))
        .where(contacts.c.contract_id.in_(contract_ids))
        .group_by(contacts.c.contract_id)
    )
    found = await session.execute(stated)
    return {contract_id: Fraction(int(count), int(eligible)) for contract_id, eligible, count in found if eligible}
