"""What one may ask about complaints."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.complaints.domain import Complaint
from tendering.complaints.tables import complaints


async def complaints_by(
    session: AsyncSession, *, notice_id: UUID | None, buyer_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Complaint]:
    """Complaints, oldest first; `after` is the last one already seen."""
    query = select(Complaint).order_by(complaints.c.id).limit(limit)
    wanted = {"notice_id": notice_id, "buyer_id": buyer_id}
    query = query.filter_by(**{name: value for name, value in wanted.items() if value is not None})
    if after is not None:
        query = query.where(complaints.c.id > after)
    return (await session.scalars(query)).all()


async def complaint_of(session: AsyncSession, complaint_id: UUID) -> Complaint:
    """One complaint; that there is one is public."""
    found = await session.get(Complaint, complaint_id)
    if found is None:
        raise NotFound(f"There is no complaint {complaint_id}.")
    return found


async def complaint_to_answer(session: AsyncSession, buyer_id: UUID, complaint_id: UUID) -> Complaint:
    """A complaint about this buyer, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Complaint, complaint_id, with_for_update=True)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no complaint {complaint_id} about you.")
    return found


async def overdue_complaints(session: AsyncSession, today: date, *, limit: int) -> Sequence[Complaint]:
    """Those whose last day is over without an answer, and of which nobody was told yet."""
    late = (complaints.c.due_on < today, complaints.c.outcome.is_(None), complaints.c.overdue_told_at.is_(None))
    query = select(Complaint).where(*late).order_by(complaints.c.due_on, complaints.c.id).limit(limit)
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()
