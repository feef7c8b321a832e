"""What one may ask of snapshots."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.snapshots.domain import Snapshot
from ratings.snapshots.tables import snapshots


async def snapshot_of(session: AsyncSession, snapshot_id: UUID) -> Snapshot:
    """One snapshot. Raises NotFound."""
    found = await session.get(Snapshot, snapshot_id)
    if found is None:
        raise NotFound(f"There is no snapshot {snapshot_id}.")
    return found


async def found_for(session: AsyncSession, notice_id: UUID) -> Snapshot | None:
    """What was frozen for a notice, if anything."""
    return await session.scalar(select(Snapshot).where(snapshots.c.notice_id == notice_id))
