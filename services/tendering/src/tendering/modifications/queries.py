"""What one may ask about changes of contracts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import NotFound
from rulebook.modifications import Limits, limits_of
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.modifications.domain import Modification
from tendering.modifications.rules import Described, as_change
from tendering.modifications.tables import modifications
from tendering.notices.queries import visible_notice
from tendering.notices.rules import commenced_on


async def limits_of_described(
    session: AsyncSession, said: Described, *, notice_id: UUID | None, organisation_id: UUID | None, now: datetime
) -> Limits:
    """How a described change stands to the limits of the law, by the figures of a procurement or by its own."""
    if notice_id is None:
        return limits_of(as_change(said, None, []), on=day_of(now))
    notice = await visible_notice(session, organisation_id, notice_id)
    made = (await session.scalars(select(Award).where(awards.c.notice_id == notice.id))).all()
    return limits_of(as_change(said, notice, made), on=commenced_on(notice, now=now))


async def modifications_of(
    session: AsyncSession, contract_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[Modification]:
    """Every change of a contract that was proposed, oldest first; they are public."""
    query = select(Modification).where(modifications.c.contract_id == contract_id)
    if after is not None:
        query = query.where(modifications.c.id > after)
    return (await session.scalars(query.order_by(modifications.c.id).limit(limit))).all()


async def modification_to_make(session: AsyncSession, modification_id: UUID) -> Modification:
    """A change, held until the transaction ends."""
    found = await session.get(Modification, modification_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no change {modification_id}.")
    return found
