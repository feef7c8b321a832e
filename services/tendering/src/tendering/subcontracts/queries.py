"""What one may ask about the chain under a contract; it is public."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.money import Money
from tendering.contracts.domain import Contract
from tendering.subcontracts.domain import Subcontract
from tendering.subcontracts.tables import subcontracts


async def subcontract_of(session: AsyncSession, subcontract_id: UUID) -> Subcontract:
    """The subcontract. Raises NotFound."""
    found = await session.get(Subcontract, subcontract_id)
    if found is None:
        raise NotFound(f"There is no subcontract {subcontract_id}.")
    return found


async def own_subcontract(session: AsyncSession, payer_id: UUID, subcontract_id: UUID) -> Subcontract:
    """The payer's own subcontract, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Subcontract, subcontract_id, with_for_update=True)
    if found is None or found.payer_id != payer_id:
        raise NotFound(f"There is no subcontract {subcontract_id} of yours.")
    return found


async def ends_of(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, date]:
    """The last days of those of these subcontracts that were cut short."""
    kept = subcontracts.c
    query = select(kept.id, kept.ended_on).where(kept.id.in_(ids), kept.ended_on.is_not(None))
    return {row.id: row.ended_on for row in await session.execute(query)}


async def chain_under(
    session: AsyncSession, contract_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Subcontract]:
    """Every link under a contract, in the order in which they were declared."""
    query = select(Subcontract).where(subcontracts.c.contract_id == contract_id).order_by(subcontracts.c.id)
    if after is not None:
        query = query.where(subcontracts.c.id > after)
    return (await session.scalars(query.limit(limit))).all()


async def links_above(session: AsyncSession, link: Subcontract | None) -> list[Subcontract]:
    """From a link up to the contract."""
    above: list[Subcontract] = []
    while link is not None:
        above.append(link)
        link = None if link.above_id is None else await subcontract_of(session, link.above_id)
    return above


async def value_under(session: AsyncSession, contract: Contract, above: Subcontract | None) -> Money:
    """What the links directly under one are worth together."""
    kept = subcontracts.c
    query = select(func.coalesce(func.sum(kept.pence), 0)).where(
        kept.contract_id == contract.id, kept.above_id.is_not_distinct_from(above and above.id)
    )
    return Money(int(await session.scalar(query) or 0))
