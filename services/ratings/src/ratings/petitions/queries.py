"""What one may ask about petitions."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.credentials.domain import by_level
from ratings.credentials.queries import spent_on_roll
from ratings.petitions.domain import Count, Petition, Stage
from ratings.petitions.tables import petition_codes, petitions, refused_signatures

SHOWN = (Stage.OPEN, Stage.CLOSED)


async def petition_of(session: AsyncSession, petition_id: UUID) -> Petition:
    """One petition. Whoever was told of a draft finds it; lists leave it out. Raises NotFound."""
    found = await session.get(Petition, petition_id)
    if found is None:
        raise NotFound(f"There is no petition {petition_id}.")
    return found


async def petition_to_change(session: AsyncSession, petition_id: UUID) -> Petition:
    """The same, held until the transaction ends; signatures wait meanwhile. Raises NotFound."""
    found = await session.get(Petition, petition_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no petition {petition_id}.")
    return found


async def petitions_by(
    session: AsyncSession,
    *,
    contract_id: UUID | None,
    buyer_id: UUID | None,
    provider_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Petition]:
    """Petitions that opened, oldest first; `after` is the last one already seen."""
    query = select(Petition).where(petitions.c.stage.in_(SHOWN)).order_by(petitions.c.id).limit(limit)
    wanted = {"contract_id": contract_id, "buyer_id": buyer_id}
    query = query.filter_by(**{name: value for name, value in wanted.items() if value is not None})
    if provider_id is not None:
        query = query.where(petitions.c.provider_ids.contains([provider_id]))
    if after is not None:
        query = query.where(petitions.c.id > after)
    return (await session.scalars(query)).all()


async def awaiting_moderation(session: AsyncSession, *, after: UUID | None, limit: int) -> Sequence[Petition]:
    """Drafts that have a roll and their sponsors, oldest first."""
    query = select(Petition).where(petitions.c.stage == Stage.DRAFT, petitions.c.roll.is_not(None))
    if after is not None:
        query = query.where(petitions.c.id > after)
    drafts = (await session.scalars(query.order_by(petitions.c.id).limit(limit))).all()
    return [draft for draft in drafts if (await count_of(session, draft)).valid >= draft.figures.sponsors]


async def latest_on_these_grounds(session: AsyncSession, contract_id: UUID, grounds: str) -> Petition | None:
    """The last petition that opened about this service on the same grounds, in whatever letters."""
    same = (petitions.c.contract_id == contract_id, func.lower(petitions.c.grounds) == grounds.lower())
    query = select(Petition).where(*same, petitions.c.stage.in_(SHOWN)).order_by(petitions.c.opened_on.desc())
    return await session.scalar(query.limit(1))


async def count_of(session: AsyncSession, petition: Petition) -> Count:
    """Every attempt to sign: as counted now, or as it stood when the petition closed."""
    if petition.stage is Stage.CLOSED:
        return Count(petition.valid or 0, petition.duplicates or 0, petition.not_on_roll or 0)
    off_roll = case((refused_signatures.c.on_roll, 0), else_=1)
    refused = select(
        func.coalesce(func.sum(refused_signatures.c.times - off_roll), 0), func.coalesce(func.sum(off_roll), 0)
    ).where(refused_signatures.c.petition_id == petition.id)
    duplicates, not_on_roll = (await session.execute(refused)).one()
    return Count(sum(await levels_of(session, petition)), duplicates, not_on_roll)


async def levels_of(session: AsyncSession, petition: Petition) -> tuple[int, ...]:
    """How many have signed at level A, B and C, until the petition closes; where an advocate signs, codes are C."""
    signed = select(func.count()).where(petition_codes.c.petition_id == petition.id, petition_codes.c.signed)
    coded = await session.scalar(signed) or 0
    return by_level(await spent_on_roll(session, petition.id), coded, petition.level)


async def petitions_to_watch(session: AsyncSession) -> Sequence[Petition]:
    """Open ones of which nobody has said yet that an investigation is owed."""
    undemanded = (petitions.c.stage == Stage.OPEN, petitions.c.demanded_at.is_(None))
    return (await session.scalars(select(Petition).where(*undemanded).order_by(petitions.c.id))).all()


async def petitions_to_close(session: AsyncSession, today: date, *, limit: int) -> Sequence[Petition]:
    """Open ones whose last day is over, each held until the transaction ends."""
    over = (petitions.c.stage == Stage.OPEN, petitions.c.closes_on < today)
    query = select(Petition).where(*over).order_by(petitions.c.id).limit(limit).with_for_update(skip_locked=True)
    return (await session.scalars(query)).all()
