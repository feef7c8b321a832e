"""What one may ask about transfers."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.transfers.domain import Transfer
from tendering.transfers.tables import transfers


async def transfers_of(session: AsyncSession, contract_id: UUID) -> Sequence[Transfer]:
    """From which incumbents staff move to a contract; that they do is public."""
    mine = select(Transfer).where(transfers.c.contract_id == contract_id).order_by(transfers.c.id)
    return (await session.scalars(mine)).all()


async def transfers_among(session: AsyncSession, contract_ids: Collection[UUID]) -> Sequence[Transfer]:
    """The transfers to all of these contracts."""
    return (await session.scalars(select(Transfer).where(transfers.c.contract_id.in_(contract_ids)))).all()


async def incumbents_transfer(session: AsyncSession, incumbent_id: UUID, transfer_id: UUID) -> Transfer:
    """The incumbent's own transfer, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Transfer, transfer_id, with_for_update=True)
    if found is None or found.incumbent_id != incumbent_id:
        raise NotFound(f"There is no transfer {transfer_id} of yours.")
    return found
