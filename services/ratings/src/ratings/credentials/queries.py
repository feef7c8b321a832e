"""What one may ask of keys."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.credentials.domain import RatingKey
from ratings.credentials.tables import nullifiers, rating_keys


async def key_of(session: AsyncSession, key_id: UUID) -> RatingKey:
    """A published key. Raises NotFound."""
    key = await session.get(RatingKey, key_id)
    if key is None:
        raise NotFound(f"There is no key {key_id}.")
    return key


async def key_of_roll(session: AsyncSession, roll_id: UUID) -> RatingKey:
    """The key of a petition or a ballot, held until the transaction ends. Raises NotFound."""
    key = await session.scalar(select(RatingKey).where(rating_keys.c.roll_id == roll_id).with_for_update())
    if key is None:
        raise NotFound("No key was published for this roll.")
    return key


async def spent_on_roll(session: AsyncSession, roll_id: UUID) -> int:
    """How many signed credentials were spent on a petition or a ballot, until they are forgotten."""
    spent = nullifiers.join(rating_keys, rating_keys.c.id == nullifiers.c.key_id)
    return await session.scalar(select(func.count()).select_from(spent).where(rating_keys.c.roll_id == roll_id)) or 0


async def keys_of(
    session: AsyncSession, *, contract: UUID | None = None, after: UUID | None = None, limit: int
) -> list[RatingKey]:
    """Published keys, oldest first."""
    query = select(RatingKey).order_by(rating_keys.c.id).limit(limit)
    if contract is not None:
        query = query.where(rating_keys.c.contract_id == contract)
    if after is not None:
        query = query.where(rating_keys.c.id > after)
    return list(await session.scalars(query))
