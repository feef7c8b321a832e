"""Counting what is called off."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.money import Money
from tendering.frameworks.domain import Use
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
