"""What one may do with a certificate of training: record it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from grants.parties.queries import active_funder
from grants.trainings.domain import Training


async def record_training(
    session: AsyncSession,
    funder_id: UUID,
    *,
    subject: str,
    course: str,
    completed_on: date,
    expires_on: date,
    now: datetime,
) -> Training:
    """Put a certificate of one of the funder's people on record. It stays between them: no event tells of it."""
    await active_funder(session, funder_id)
    made = Training(
        funder_id=funder_id,
        subject=subject,
        course=course,
        completed_on=completed_on,
        expires_on=expires_on,
        recorded_at=now,
    )
    session.add(made)
    return made
