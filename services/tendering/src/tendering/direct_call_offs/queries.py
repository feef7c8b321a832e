"""What one may ask about direct call-offs."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.direct_call_offs.domain import DirectCallOff
from tendering.direct_call_offs.tables import turns


async def call_off_to_change(session: AsyncSession, notice_id: UUID) -> DirectCallOff:
    """One call-off without competition, held until the transaction ends. Raises NotFound."""
    found = await session.get(DirectCallOff, notice_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no direct call-off {notice_id}.")
    return found


async def readable_call_off(
    session: AsyncSession, organisation_id: UUID | None, notice_id: UUID, *, is_auditor: bool
) -> DirectCallOff:
    """One for its buyer, for auditors, and for whoever was asked. To anybody else it reads as not found."""
    found = await session.get(DirectCallOff, notice_id)
    if found is not None:
        asked = {turn.supplier_id for turn in found.turns}
        if is_auditor or organisation_id == found.buyer_id or organisation_id in asked:
            return found
    raise NotFound(f"There is no direct call-off {notice_id}.")


async def latest_turns(session: AsyncSession, lot_id: UUID) -> dict[UUID, int]:
    """The number of each supplier's latest turn for a contract under this lot of a framework."""
    found = select(turns.c.supplier_id, func.max(turns.c.number).label("number")).where(turns.c.lot_id == lot_id)
    found = found.group_by(turns.c.supplier_id)
    return {each.supplier_id: each.number for each in await session.execute(found)}
