"""What one may ask about disputes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.contracts.domain import Contract
from tendering.contracts.queries import buyers_contract
from tendering.disputes.domain import Dispute
from tendering.disputes.tables import assessment_disputes


async def disputes_among(session: AsyncSession, contract_ids: Collection[UUID]) -> Sequence[Dispute]:
    """Every dispute over an assessment of these contracts, oldest first."""
    mine = assessment_disputes.c.contract_id.in_(contract_ids)
    return (await session.scalars(select(Dispute).where(mine).order_by(assessment_disputes.c.id))).all()


async def dispute_to_decide(session: AsyncSession, buyer_id: UUID, dispute_id: UUID) -> tuple[Dispute, Contract]:
    """A dispute about the buyer's own contract, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Dispute, dispute_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no dispute {dispute_id}.")
    return found, await buyers_contract(session, buyer_id, found.contract_id)
