"""Counting what is called off, and who signs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.money import Money
from tendering.frameworks.domain import Use
from tendering.frameworks.tables import framework_rounds
from tendering.notices.domain import Notice


async def count_use(session: AsyncSession, notice: Notice, award_id: UUID, value: Money) -> None:
    """Count an award against its framework, or its contract at what that is worth now; nothing for no call-off."""
    if notice.under is None:
        return
    use = await session.get(Use, award_id)
    if use is not None:
        use.value = value
        return
    session.add(
        Use(
            award_id=award_id,
            framework_id=notice.under.framework_id,
            lot_id=notice.under.lot_id,
            value=value,
        )
    )


async def count_seat(session: AsyncSession, notice: Notice, supplier_id: UUID, *, now: datetime) -> None:
    """Keep that a supplier has signed a round of an open framework; nothing for anything else."""
    if notice.framework is None or not notice.framework.is_open:
        return
    signed = {"notice_id": notice.id, "supplier_id": supplier_id, "first_id": notice.reopens_id or notice.id}
    seat = insert(framework_rounds).values(**signed, signed_on=day_of(now))
    await session.execute(seat.on_conflict_do_nothing())
