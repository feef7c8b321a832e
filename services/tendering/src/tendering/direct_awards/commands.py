"""What one may do without competition: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import AwardMade
from kernel.money import Money
from tendering.awards.commands import pass_gates
from tendering.awards.domain import Award
from tendering.awards.queries import decision_of
from tendering.awards.rules import standstill_end
from tendering.direct_awards.domain import award_directly
from tendering.notices.queries import announcement, notice_to_change
from tendering.suppliers.queries import active_provider, party


async def make_direct_award(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    value: Money,
    reason: str,
    standstill_working_days: int | None,
    now: datetime,
) -> Award:
    """Award a contract to the supplier that the notice named; who may not be awarded anything, may not be here."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    award = award_directly(notice, value, reason=reason, now=now)
    award.standstill_working_days = standstill_working_days
    award.standstill_ends_on = standstill_end(notice, standstill_working_days, now=now)
    await pass_gates(session, notice, award, now=now)
    session.add(award)
    buyer, supplier = await party(session, buyer_id), await active_provider(session, award.supplier_id)
    decision = decision_of(award, notice, buyer, supplier)
    await emit(session, award.id, AwardMade(occurred_at=now, notice=announcement(notice, buyer), award=decision))
    return award
