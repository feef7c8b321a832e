"""What one may ask about appeals."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import ledger
from events.registry import EvidenceRecorded, EvidenceWithdrawn
from kernel.errors import NotFound
from registry.appeals.domain import Appeal
from registry.appeals.tables import appeals

TOUCHES_EVIDENCE = (EvidenceRecorded.type, EvidenceWithdrawn.type)


async def appeal_called(session: AsyncSession, appeal_id: UUID) -> Appeal:
    """One appeal. Raises NotFound."""
    found = await session.get(Appeal, appeal_id)
    if found is None:
        raise NotFound(f"There is no appeal {appeal_id}.")
    return found


async def appeals_matching(
    session: AsyncSession,
    *,
    organisation_id: UUID | None = None,
    decided: bool | None = None,
    after: UUID | None = None,
    limit: int,
) -> Sequence[Appeal]:
    """Appeals, the oldest first."""
    query = select(Appeal).order_by(appeals.c.id).limit(limit)
    if organisation_id is not None:
        query = query.where(appeals.c.organisation == organisation_id)
    if decided is not None:
        query = query.where(appeals.c.upheld.is_not(None) if decided else appeals.c.upheld.is_(None))
    if after is not None:
        query = query.where(appeals.c.id > after)
    return (await session.scalars(query)).all()


async def involved_in_evidence(session: AsyncSession, organisation_id: UUID) -> frozenset[str]:
    """Everybody who recorded or set aside a fact about the organisation, as the ledger has it."""
    query = select(ledger.c.actor).where(ledger.c.entity == organisation_id, ledger.c.type.in_(TOUCHES_EVIDENCE))
    return frozenset(actor for actor in await session.scalars(query.distinct()) if actor is not None)
