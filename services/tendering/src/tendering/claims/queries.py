"""What one may ask about claims."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from rulebook.decisions import Decision
from tendering.awards.domain import Award
from tendering.claims.domain import Proceedings
from tendering.claims.rules import suspension
from tendering.claims.tables import proceedings
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on


async def award_in_question(session: AsyncSession, award_id: UUID) -> Award:
    """The award, held until the transaction ends: who claims and who signs come one after the other."""
    award = await session.get(Award, award_id, with_for_update=True)
    if award is None:
        raise NotFound(f"There is no award {award_id}.")
    return award


async def claims_over(
    session: AsyncSession, award_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Proceedings]:
    """Every claim over an award, oldest first; they are public."""
    query = select(Proceedings).where(proceedings.c.award_id == award_id).order_by(proceedings.c.id).limit(limit)
    if after is not None:
        query = query.where(proceedings.c.id > after)
    return (await session.scalars(query)).all()


async def claim_to_end(session: AsyncSession, claim_id: UUID) -> Proceedings:
    """A claim, held until the transaction ends."""
    found = await session.get(Proceedings, claim_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no claim {claim_id}.")
    return found


async def suspension_of(session: AsyncSession, notice: Notice, award_id: UUID, *, now: datetime) -> list[Decision]:
    """Whether a court's proceedings hold the signature (s.101)."""
    return suspension(await claims_over(session, award_id), on=commenced_on(notice, now=now), now=now)
