"""What one may ask of scores: only what was published, never what is still coming in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.organisations import known_organisation
from ratings.eligibility.domain import Service
from ratings.eligibility.tables import known_organisations, services
from ratings.reviews.domain import Tally
from ratings.reviews.tables import RECOMMEND, STARS, tallies
from ratings.scores.domain import Publication
from ratings.scores.tables import publications


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


async def tallies_from(session: AsyncSession, minimum: int) -> dict[UUID, Tally]:
    """Each contract's tally over all quarters, where that is at least so many ratings."""
    sums = [func.sum(tallies.c[name]) for name in (*STARS, *RECOMMEND)]
    counted = sum((func.sum(tallies.c[name]) for name in STARS[1:]), func.sum(tallies.c[STARS[0]]))
    found = await session.execute(
        select(tallies.c.contract_id, *sums).group_by(tallies.c.contract_id).having(counted >= minimum)
    )
    return {row[0]: Tally(tuple(row[1 : 1 + len(STARS)]), tuple(row[1 + len(STARS) :])) for row in found}


async def stars_by_organisation(session: AsyncSession) -> dict[UUID, tuple[int, ...]]:
    """How many gave one to five stars to everything that each organisation provides, published or not."""
    providers = select(services.c.contract_id, func.unnest(services.c.provider_ids).label("provider")).subquery()
    sums = [func.sum(tallies.c[name]) for name in STARS]
    query = select(providers.c.provider, *sums).join(tallies, tallies.c.contract_id == providers.c.contract_id)
    found = await session.execute(query.group_by(providers.c.provider))
    return {row[0]: tuple(map(int, row[1:])) for row in found}
