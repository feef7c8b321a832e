"""What one may ask about trainings."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.trainings.domain import Training
from grants.trainings.rules import is_trained
from grants.trainings.tables import trainings
from rulebook.decisions import Decision


async def trainings_of(
    session: AsyncSession, funder_id: UUID, *, subject: str | None, after: UUID | None, limit: int | None
) -> Sequence[Training]:
    """What a funder's people have done, oldest first; for itself. `after` is the last one already seen."""
    query = select(Training).where(trainings.c.funder_id == funder_id).order_by(trainings.c.id).limit(limit)
    if subject is not None:
        query = query.where(trainings.c.subject == subject)
    if after is not None:
        query = query.where(trainings.c.id > after)
    return (await session.scalars(query)).all()


async def training_says(
    session: AsyncSession, funder_id: UUID, subject: str, adopted: frozenset[Standard], *, to: str, now: datetime
) -> list[Decision]:
    """Whether this person is trained to do it; nothing where the funder did not adopt the rule."""
    if Standard.TRAINING not in adopted:
        return []
    held = await trainings_of(session, funder_id, subject=subject, after=None, limit=None)
    return [is_trained(held, to=to, now=now)]
