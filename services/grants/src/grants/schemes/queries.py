"""What one may ask about schemes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import Party
from events.grants import Scheme as SchemeTold
from grants.adoptions.domain import Standard
from grants.adoptions.queries import standards_of
from grants.schemes.domain import Scheme
from grants.schemes.tables import schemes
from kernel.errors import NotFound


async def scheme_of(session: AsyncSession, scheme_id: UUID) -> Scheme:
    """The scheme; schemes are public."""
    scheme = await session.get(Scheme, scheme_id)
    if scheme is None:
        raise NotFound(f"There is no scheme {scheme_id}.")
    return scheme


async def standards_for(session: AsyncSession, scheme_id: UUID) -> frozenset[Standard]:
    """The rules that the funder held itself to when the scheme opened, and the scheme's own: no others bind it."""
    scheme = await scheme_of(session, scheme_id)
    return await standards_of(session, scheme.funder_id, scheme.opened_at) | frozenset(scheme.standards)


async def scheme_to_commit(session: AsyncSession, scheme_id: UUID) -> Scheme:
    """The scheme, held until the transaction ends, so that its budget is given away once."""
    return await session.get_one(Scheme, scheme_id, with_for_update=True)


async def schemes_of(
    session: AsyncSession, *, funder_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Scheme]:
    """Schemes, oldest first; `after` is the last one already seen."""
    query = select(Scheme).order_by(schemes.c.id).limit(limit)
    if funder_id is not None:
        query = query.where(schemes.c.funder_id == funder_id)
    if after is not None:
        query = query.where(schemes.c.id > after)
    return (await session.scalars(query)).all()


def scheme_told(scheme: Scheme, funder: Party) -> SchemeTold:
    """What an event says of a scheme."""
    return SchemeTold(
        scheme_id=scheme.id,
        funder=funder,
        title=scheme.title,
        description=scheme.description,
        budget=str(scheme.budget),
        recycled=str(scheme.recycled),
        opens_on=scheme.opens_on,
        closes_on=scheme.closes_on,
        stage=scheme.stage,
        theme=scheme.theme,
        is_prevention=scheme.is_prevention,
        reserved_share=None if scheme.reserved_share is None else f"{scheme.reserved_share:f}",
        standards=[*scheme.standards],
    )
