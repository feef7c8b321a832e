"""What one may do without competition: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.money import Money
from tendering.awards.commands import record_award
from tendering.awards.domain import Award
from tendering.direct_awards.domain import award_directly
from tendering.notices.queries import notice_to_change
from tendering.suppliers.queries import active_provider


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
    await active_provider(session, award.supplier_id)
    await record_award(session, notice, award, now=now)
    return award
