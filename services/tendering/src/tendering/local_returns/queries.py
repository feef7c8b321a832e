"""What one may ask about local staff; it is public but for what would tell of a few people."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.contracts.domain import Status
from tendering.contracts.tables import contracts
from tendering.local_returns.domain import LocalReturn, LocalStaff, local_staff
from tendering.local_returns.rules import fewest_staff
from tendering.local_returns.tables import local_returns


async def returns_of(
    session: AsyncSession, contract_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[LocalReturn]:
    """A contract's returns, oldest first."""
    kept = local_returns.c
    query = select(LocalReturn).where(kept.contract_id == contract_id).order_by(kept.id).limit(limit)
    if after is not None:
        query = query.where(kept.id > after)
    return (await session.scalars(query)).all()


async def local_staff_of(session: AsyncSession, buyer_id: UUID, area: str, *, on: date) -> LocalStaff:
    """Who works on the contracts of a buyer that run on that day, by the latest return of each for the area."""
    kept = local_returns.c
    runs = (
        *(contracts.c.buyer_id == buyer_id, contracts.c.status == Status.ACTIVE),
        *(contracts.c.starts_on <= on, contracts.c.ends_on >= on),
    )
    running = await session.scalar(select(func.count()).select_from(contracts).where(*runs)) or 0
    theirs = select(LocalReturn).join(contracts, contracts.c.id == kept.contract_id).where(*runs, kept.area == area)
    latest = theirs.ext(distinct_on(kept.contract_id)).order_by(kept.contract_id, kept.last.desc())
    return local_staff(running, (await session.scalars(latest)).all(), fewest=fewest_staff(on=on))
