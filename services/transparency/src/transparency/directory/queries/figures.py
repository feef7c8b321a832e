"""The few figures of the front page, counted when they are asked for."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from transparency.directory.tables import contracts, grants, organisations, ratings


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is to find here; money in pence."""

    contracted: int
    contracts: int
    granted: int
    grants: int
    organisations: int
    ratings: int


async def figures(session: AsyncSession) -> Figures:
    """As of now. Ratings that may not be shown are not counted either."""
    sums = [
        select(func.coalesce(func.sum(contracts.c.value), 0)),
        select(func.count()).select_from(contracts),
        select(func.coalesce(func.sum(grants.c.value), 0)),
        select(func.count()).select_from(grants),
        select(func.count()).select_from(organisations),
        select(func.coalesce(func.sum(ratings.c.count), 0)).where(ratings.c.score.is_not(None)),
    ]
    found = (await session.execute(select(*(part.scalar_subquery() for part in sums)))).one()
    return Figures(*map(int, found))
