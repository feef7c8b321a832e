"""Questions about boards."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.boards.domain import Meeting, ObserverPlace, digest_of
from registry.boards.tables import meetings
from registry.organisations.queries import organisation_of


async def meeting_of(session: AsyncSession, meeting_id: UUID, *, held: bool = False) -> Meeting:
    """The meeting of this id; `held` for a command that must not run beside another. Raises NotFound."""
    found = await session.get(Meeting, meeting_id, with_for_update=held)
    if found is None:
        raise NotFound(f"There is no meeting {meeting_id}.")
    return found


async def place_of(session: AsyncSession, meeting: Meeting, code: str) -> ObserverPlace:
    """The place that is held with a code. Raises NotFound, also for a code of another meeting."""
    found = await session.get(ObserverPlace, digest_of(code))
    if found is None or found.meeting_id != meeting.id:
        raise NotFound("No place is held with this code.")
    return found


async def meetings_of(
    session: AsyncSession, organisation_id: UUID, *, after: Sequence[str] | None, limit: int
) -> Sequence[Meeting]:
    """A board's meetings, the latest first. Raises NotFound for no organisation."""
    await organisation_of(session, organisation_id)
    query = select(Meeting).where(meetings.c.organisation_id == organisation_id)
    if after is not None:
        held_at, meeting_id = after
        place = tuple_(meetings.c.held_at, meetings.c.id)
        query = query.where(place < (datetime.fromisoformat(held_at), UUID(meeting_id)))
    found = await session.scalars(query.order_by(meetings.c.held_at.desc(), meetings.c.id.desc()).limit(limit))
    return found.all()


async def meetings_called(session: AsyncSession, organisation_id: UUID, *, since: datetime) -> Sequence[Meeting]:
    """Those held since an instant, and those to come."""
    await organisation_of(session, organisation_id)
    query = select(Meeting).where(meetings.c.organisation_id == organisation_id, meetings.c.held_at >= since)
    return (await session.scalars(query.order_by(meetings.c.held_at))).all()


async def meetings_on_one_day(session: AsyncSession, organisation_id: UUID, held_at: datetime) -> int:
    """How many meetings of this board are called for that very instant and not cancelled."""
    same = (meetings.c.organisation_id == organisation_id) & (meetings.c.held_at == held_at)
    query = select(func.count()).select_from(meetings).where(same, meetings.c.cancelled_because.is_(None))
    return await session.scalar(query) or 0
