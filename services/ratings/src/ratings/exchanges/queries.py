"""What one may ask of exchanges: published batches, and ratings of suppliers as far as the reader may see them."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import ColumnElement, Numeric, RowMapping, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.eligibility.tables import services
from ratings.exchanges.domain import LOW, QUESTIONS, SupplierRating
from ratings.exchanges.tables import buyer_scores, supplier_ratings
from ratings.quarantine.domain import Verdict
from ratings.quarantine.tables import suspicions


async def must_have_worked_for(session: AsyncSession, provider_id: UUID, buyer_id: UUID) -> None:
    """Raises NotFound for a buyer that never had a contract with this supplier."""
    known = services.c.provider_ids.contains([provider_id]) & (services.c.buyer_id == buyer_id)
    if await session.scalar(select(services.c.contract_id).where(known).limit(1)) is None:
        raise NotFound(f"You have had no contract with {buyer_id}.")


async def scores_of(session: AsyncSession, buyer_id: UUID) -> Sequence[RowMapping]:
    """What was published of a buyer, year by year."""
    query = select(buyer_scores).where(buyer_scores.c.buyer_id == buyer_id).order_by(buyer_scores.c.year)
    return (await session.execute(query)).mappings().all()


async def visible_ratings(
    session: AsyncSession, organisation: UUID | None, *, contract: UUID | None, after: UUID | None, limit: int
) -> list[SupplierRating]:
    """Those that are published; besides, the reader's own."""
    theirs: list[ColumnElement[bool]] = [supplier_ratings.c.published_at.is_not(None)]
    if organisation is not None:
        theirs += [
            supplier_ratings.c.buyer_id == organisation,
            supplier_ratings.c.provider_ids.contains([organisation]),
        ]
    query = select(SupplierRating).where(or_(*theirs)).order_by(supplier_ratings.c.id).limit(limit)
    if contract is not None:
        query = query.where(supplier_ratings.c.contract_id == contract)
    if after is not None:
        query = query.where(supplier_ratings.c.id > after)
    return list(await session.scalars(query))


async def rating_before(session: AsyncSession, contract_id: UUID, indicator: str) -> SupplierRating | None:
    """The last rating by this indicator of this contract."""
    same = (supplier_ratings.c.contract_id == contract_id, supplier_ratings.c.indicator == indicator)
    return await session.scalar(select(SupplierRating).where(*same).order_by(supplier_ratings.c.id.desc()).limit(1))


async def lowest_score_of(session: AsyncSession, buyer_id: UUID, *, since: datetime) -> Fraction | None:
    """The lowest that was published of a buyer since then; None if nothing was."""
    lowest = func.min(func.least(*(cast(buyer_scores.c[question], Numeric) for question in QUESTIONS)))
    query = select(lowest).where(buyer_scores.c.buyer_id == buyer_id, buyer_scores.c.published_at >= since)
    found = await session.scalar(query)
    return None if found is None else Fraction(found)


async def was_rated_low(session: AsyncSession, provider_id: UUID, buyer_id: UUID, *, since: datetime) -> bool:
    """Whether this buyer has rated this supplier low since then."""
    low = (
        supplier_ratings.c.buyer_id == buyer_id,
        supplier_ratings.c.provider_ids.contains([provider_id]),
        supplier_ratings.c.band.in_(LOW),
        supplier_ratings.c.given_at >= since,
    )
    return await session.scalar(select(supplier_ratings.c.id).where(*low).limit(1)) is not None


def not_suspected() -> ColumnElement[bool]:
    """No suspicion, or one that a moderator has put aside by admitting the rating."""
    kept_back = select(suspicions.c.bundle).where(suspicions.c.verdict.is_distinct_from(Verdict.ADMITTED))
    return supplier_ratings.c.id.not_in(kept_back)


async def rating_of_supplier(session: AsyncSession, rating_id: UUID, provider_id: UUID) -> SupplierRating:
    """The rating, for one whom it is of. Raises NotFound."""
    found = await session.get(SupplierRating, rating_id)
    if found is None or provider_id not in found.provider_ids:
        raise NotFound(f"There is no rating {rating_id}.")
    return found
