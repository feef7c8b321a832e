"""What one may ask about the debarment list."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from rulebook.exclusions import Ground
from tendering.debarments.domain import Debarment
from tendering.debarments.tables import debarments


async def entries(
    session: AsyncSession, *, organisation_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Debarment]:
    """Every entry, those that were taken off too, oldest first."""
    query = select(Debarment).order_by(debarments.c.id).limit(limit)
    if organisation_id is not None:
        query = query.where(debarments.c.organisation_id == organisation_id)
    if after is not None:
        query = query.where(debarments.c.id > after)
    return (await session.scalars(query)).all()


async def entries_against(session: AsyncSession, organisations: Collection[UUID], *, on: date) -> list[Debarment]:
    """The entries that bar these organisations that day."""
    found = select(Debarment).where(debarments.c.organisation_id.in_(organisations)).order_by(debarments.c.id)
    return [each for each in await session.scalars(found) if each.stands(on)]


async def is_listed(session: AsyncSession, organisation_id: UUID, ground: Ground, *, on: date) -> bool:
    """Whether the list bars this organisation on that ground that day."""
    return any(each.ground is ground for each in await entries_against(session, [organisation_id], on=on))


async def standing_entries(session: AsyncSession, *, on: date) -> list[Debarment]:
    """All that bar anybody that day."""
    found = select(Debarment).where(debarments.c.listed_on <= on).order_by(debarments.c.id)
    return [each for each in await session.scalars(found) if each.stands(on)]


async def entry_to_remove(session: AsyncSession, entry_id: UUID) -> Debarment:
    """One entry, held until the transaction ends. Raises NotFound."""
    found = await session.get(Debarment, entry_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no entry {entry_id} on the debarment list.")
    return found
