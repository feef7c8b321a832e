"""What one may do about standards: adopt them, and put on record what they decide."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.grants import StandardsAdopted
from grants.adoptions.domain import Adoption, Standard, must_allow
from grants.parties.queries import active_funder
from rulebook.decisions import Decision


async def adopt_standards(
    session: AsyncSession,
    funder_id: UUID,
    *,
    standards: Sequence[Standard],
    is_bound: bool,
    statement: str,
    now: datetime,
) -> Adoption:
    """Say which rules the funder holds itself to from now on; schemes that are open keep those they opened under."""
    funder = await active_funder(session, funder_id)
    made = Adoption(
        funder_id=funder_id, is_bound=is_bound, standards=list(standards), statement=statement, adopted_at=now
    )
    session.add(made)
    told = StandardsAdopted(
        occurred_at=now, funder=funder, standards=[*made.standards], is_bound=is_bound, statement=statement
    )
    await emit(session, made.id, told)
    return made


async def stand_by(session: AsyncSession, decisions: Sequence[Decision], entity: UUID) -> None:
    """Put what the rules decide about `entity` on record. Raises Refused with the first that blocks."""
    must_allow(decisions)
    for decision in decisions:
        await keep(session, decision, entity)
