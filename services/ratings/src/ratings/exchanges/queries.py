"""What one may ask of exchanges: published batches, and ratings of suppliers as far as the reader may see them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.eligibility.tables import services
from ratings.exchanges.domain import SupplierRating
from ratings.exchanges.tables import buyer_scores, supplier_ratings


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


async def rating_of_supplier(session: AsyncSession, rating_id: UUID, provider_id: UUID) -> SupplierRating:
    """The rating, for one whom it is of. Raises NotFound."""
    found = await session.get(SupplierRating, rating_id)
    if found is None or provider_id not in found.provider_ids:
        raise NotFound(f"There is no rating {rating_id}.")
    return found
