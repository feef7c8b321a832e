"""What one may ask about promised changes."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.changes.domain import Change, State
from ratings.changes.tables import changes, sightings


async def change_of(session: AsyncSession, change_id: UUID, *, held: bool = False) -> Change:
    """One change, held until the transaction ends if it is to be changed. Raises NotFound."""
    query = select(Change).where(changes.c.id == change_id)
    found = await session.scalar(query.with_for_update() if held else query)
    if found is None:
        raise NotFound(f"There is no change {change_id}.")
    return found


async def changes_after(session: AsyncSession, story_ids: Collection[UUID]) -> Sequence[Change]:
    """What was promised because of these stories, oldest first."""
    query = select(Change).where(changes.c.story_id.in_(story_ids)).order_by(changes.c.id)
    return (await session.scalars(query)).all()


async def sightings_of(session: AsyncSession, change_id: UUID) -> tuple[int, int]:
    """How many later raters have seen it, and how many looked and have not."""
    counted = select(sightings.c.seen, func.count()).where(sightings.c.change_id == change_id)
    found = {row[0]: row[1] for row in await session.execute(counted.group_by(sightings.c.seen))}
    return found.get(True, 0), found.get(False, 0)


async def overdue_changes(session: AsyncSession, today: date, *, limit: int) -> Sequence[Change]:
    """Those promised for a day that is over, and not claimed; each held."""
    late = (changes.c.state == State.PLANNED, changes.c.due_on < today)
    query = select(Change).where(*late).order_by(changes.c.due_on, changes.c.id).limit(limit)
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()
