"""What one may ask about breaches."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, Unacceptable
from tendering.breaches.domain import Breach
from tendering.breaches.tables import breaches
from tendering.contracts.domain import Contract
from tendering.contracts.queries import buyers_contract
from tendering.performance.domain import Assessment
from tendering.performance.tables import assessments


async def breaches_of(session: AsyncSession, contract_ids: Collection[UUID]) -> Sequence[Breach]:
    """Every breach of these contracts, published or not, oldest first."""
    mine = select(Breach).where(breaches.c.contract_id.in_(contract_ids)).order_by(breaches.c.id)
    return (await session.scalars(mine)).all()


async def visible_breaches(session: AsyncSession, contract: Contract, organisation_id: UUID | None) -> list[Breach]:
    """What this organisation (None: the public) may know: what is published, and as a party all of it."""
    known = await breaches_of(session, [contract.id])
    return [each for each in known if each.published_at is not None or contract.is_party(organisation_id)]


async def breach_to_publish(session: AsyncSession, buyer_id: UUID, breach_id: UUID) -> tuple[Breach, Contract]:
    """A breach of the buyer's own contract, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Breach, breach_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no breach {breach_id}.")
    return found, await buyers_contract(session, buyer_id, found.contract_id)


async def assessed_before(
    session: AsyncSession, contract_id: UUID, assessment_id: UUID
) -> tuple[Assessment, Sequence[Assessment]]:
    """An assessment of the contract, and all of them. Raises Unacceptable for one of another contract."""
    made = (await session.scalars(select(Assessment).where(assessments.c.contract_id == contract_id))).all()
    for each in made:
        if each.id == assessment_id:
            return each, made
    raise Unacceptable("/assessment_id", "This contract has no such assessment.")
