"""What one may ask of what was told and frozen."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, RowMapping, Select, cast, exists, func, select
from sqlalchemy.dialects.postgresql import ARRAY, array, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.eligibility.tables import services
from ratings.reviews.tables import STARS, tallies
from ratings.snapshots.domain import SETTLED, Competition, Snapshot, Telling
from ratings.snapshots.tables import competitions, snapshots, told_ratings


async def stars_untold(session: AsyncSession) -> dict[UUID, tuple[int, ...]]:
    """How many gave one to five stars to everything that an organisation provides, published or not.

    Only of those of whom something else was told last, or nothing: a timer that asks each second reads no others.
    """
    providers = select(services.c.contract_id, func.unnest(services.c.provider_ids).label("provider")).subquery()
    sums = cast(array([func.sum(tallies.c[name]) for name in STARS]), ARRAY(Integer, as_tuple=True)).label("stars")
    given = select(providers.c.provider, sums).join(tallies, tallies.c.contract_id == providers.c.contract_id)
    stars = given.group_by(providers.c.provider).subquery()
    told = _latest(select(told_ratings.c.organisation_id, told_ratings.c.stars)).subquery()
    query = select(stars.c.provider, stars.c.stars).outerjoin(told, told.c.organisation_id == stars.c.provider)
    found = await session.execute(query.where(stars.c.stars.is_distinct_from(told.c.stars)))
    return {row.provider: row.stars for row in found}


async def last_told(session: AsyncSession, organisations: Collection[UUID]) -> dict[UUID, Telling]:
    """The last telling of each of these organisations of which there is one."""
    found = select(Telling).where(told_ratings.c.organisation_id.in_(organisations))
    return {telling.organisation_id: telling for telling in await session.scalars(_latest(found))}


async def told_by(session: AsyncSession, until: datetime) -> Sequence[Telling]:
    """The last telling of each organisation, up to then."""
    return (await session.scalars(_latest(select(Telling).where(told_ratings.c.told_at <= until)))).all()


def _latest(tellings: Select[Any]) -> Select[Any]:
    """Of each organisation the last one."""
    latest = tellings.ext(distinct_on(told_ratings.c.organisation_id))
    return latest.order_by(told_ratings.c.organisation_id, told_ratings.c.told_at.desc())


async def competition_of(session: AsyncSession, notice_id: UUID) -> Competition:
    """What is known of a notice. Raises NotFound where nobody may bid for it."""
    row = (await session.execute(select(competitions).where(competitions.c.notice_id == notice_id))).mappings().first()
    if row is None:
        raise NotFound(f"There is no notice {notice_id} of yours.")
    return _competition(row)


async def competitions_over(session: AsyncSession, now: datetime, *, limit: int) -> list[Competition]:
    """Those whose deadline has passed and is settled, and for which nothing is frozen, oldest deadline first."""
    frozen = exists().where(snapshots.c.notice_id == competitions.c.notice_id)
    over = select(competitions).where(competitions.c.closes_at <= now - SETTLED, ~frozen)
    found = await session.execute(over.order_by(competitions.c.closes_at, competitions.c.notice_id).limit(limit))
    return [_competition(row) for row in found.mappings()]


def _competition(row: RowMapping) -> Competition:
    return Competition(**row)


async def snapshot_of(session: AsyncSession, snapshot_id: UUID) -> Snapshot:
    """One snapshot. Raises NotFound."""
    found = await session.get(Snapshot, snapshot_id)
    if found is None:
        raise NotFound(f"There is no snapshot {snapshot_id}.")
    return found


async def snapshot_for(session: AsyncSession, notice_id: UUID) -> Snapshot:
    """What was frozen for a notice. Raises NotFound."""
    found = await found_for(session, notice_id)
    if found is None:
        raise NotFound(f"Nothing is frozen for a notice {notice_id}.")
    return found


async def found_for(session: AsyncSession, notice_id: UUID) -> Snapshot | None:
    """What was frozen for a notice, if anything."""
    return await session.scalar(select(Snapshot).where(snapshots.c.notice_id == notice_id))
