"""What one may ask about suspicions, and what came in by weeks and levels that may rouse one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Row, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.credentials.domain import Level
from ratings.quarantine.domain import Kind, Suspicion
from ratings.quarantine.tables import suspicions
from ratings.reviews.domain import NO_BUNDLE, OVERALL
from ratings.reviews.tables import STARS, arrivals, ratings_in

BY_CODE = arrivals.c.level != Level.A
COUNTED = (arrivals.c.question == OVERALL, ~arrivals.c.held)


@dataclass(frozen=True)
class Answers:
    """The stars of a contract's quarter: those signed blindly, and those by code."""

    contract_id: UUID
    quarter: str
    blind: tuple[int, ...]
    by_code: tuple[int, ...]


async def suspicion_of(session: AsyncSession, suspicion_id: UUID, *, held: bool = False) -> Suspicion:
    """One suspicion, held until the transaction ends if it is to be decided. Raises NotFound."""
    found = await session.get(Suspicion, suspicion_id, with_for_update=True if held else None)
    if found is None:
        raise NotFound(f"There is no suspicion {suspicion_id}.")
    return found


async def suspicions_by(session: AsyncSession, *, decided: bool, after: UUID | None, limit: int) -> Sequence[Suspicion]:
    """Those that are decided, or those that wait; oldest first."""
    query = select(Suspicion).where(suspicions.c.verdict.is_not(None) == decided)
    if after is not None:
        query = query.where(suspicions.c.id > after)
    return (await session.scalars(query.order_by(suspicions.c.id).limit(limit))).all()


async def last_suspicion(session: AsyncSession, kind: Kind, contract_id: UUID, period: str) -> Suspicion | None:
    """The last one of this kind about that."""
    same = (suspicions.c.kind == kind, suspicions.c.contract_id == contract_id, suspicions.c.period == period)
    return await session.scalar(select(Suspicion).where(*same).order_by(suspicions.c.id.desc()).limit(1))


async def weeks_with_arrivals(session: AsyncSession, monday: date, *, weeks: int) -> Sequence[Row[UUID, int, int]]:
    """How many came by code for each contract in the week of that Monday; how many that count in the weeks before."""
    came = func.sum(ratings_in(arrivals))
    this, earlier = arrivals.c.week == monday, arrivals.c.week.between(monday - timedelta(weeks=weeks), monday)
    query = (
        select(
            arrivals.c.contract_id,
            func.coalesce(came.filter(this), 0).label("came"),
            func.coalesce(came.filter(~this & ~arrivals.c.held), 0).label("before"),
        )
        .where(BY_CODE, earlier, arrivals.c.question == OVERALL)
        .group_by(arrivals.c.contract_id)
        .having(came.filter(this) > 0)
    )
    return (await session.execute(query)).all()


async def answers_by_level(session: AsyncSession, least: int) -> list[Answers]:
    """Of each contract's quarter in which at least so many rated either way: what they answered."""
    sums = [func.coalesce(func.sum(arrivals.c[name]).filter(way), 0) for way in (~BY_CODE, BY_CODE) for name in STARS]
    enough = (func.sum(ratings_in(arrivals)).filter(way) >= least for way in (~BY_CODE, BY_CODE))
    query = select(arrivals.c.contract_id, arrivals.c.quarter, *sums).where(*COUNTED)
    query = query.group_by(arrivals.c.contract_id, arrivals.c.quarter).having(and_(*enough))
    return [
        Answers(contract_id, quarter, tuple(map(int, counts[: len(STARS)])), tuple(map(int, counts[len(STARS) :])))
        for contract_id, quarter, *counts in await session.execute(query)
    ]


async def bundles_without_suspicion(session: AsyncSession) -> Sequence[Row[UUID, str, UUID]]:
    """Ratings that were set apart as they came in, with their story."""
    query = select(arrivals.c.contract_id, arrivals.c.quarter, arrivals.c.bundle).where(
        arrivals.c.held, arrivals.c.bundle != NO_BUNDLE, arrivals.c.question == OVERALL
    )
    return (await session.execute(query.where(arrivals.c.bundle.not_in(select(suspicions.c.bundle))))).all()
