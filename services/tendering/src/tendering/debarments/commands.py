"""Keeping the copy of the debarment list: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import DebarmentRemoved, SupplierDebarred
from kernel.versions import must_match
from tendering.debarments.domain import Debarment
from tendering.debarments.queries import entry_to_remove
from tendering.suppliers.queries import party


async def enter_debarment(session: AsyncSession, entry: Debarment, *, now: datetime) -> Debarment:
    """Copy an entry of the Minister's list. Raises NotFound for a body unknown here, Conflict the second time."""
    barred = await party(session, entry.organisation_id)
    entry.must_be_on_the_list(now=now)
    session.add(entry)
    await flush_or_conflict(session, "This entry is on the list already.")
    told = SupplierDebarred(
        occurred_at=now,
        organisation=barred,
        ground=entry.ground,
        is_mandatory=entry.is_mandatory(),
        reference=entry.reference,
        listed_on=entry.listed_on,
        until=entry.until,
    )
    await emit(session, entry.id, told)
    return entry


async def remove_debarment(
    session: AsyncSession, entry_id: UUID, reason: str, *, expected: int | None, now: datetime
) -> Debarment:
    """Record that an entry was taken off the list, from today on."""
    entry = await entry_to_remove(session, entry_id)
    must_match(entry.version, expected)
    entry.remove(reason, now=now)
    barred = await party(session, entry.organisation_id)
    await emit(session, entry.id, DebarmentRemoved(occurred_at=now, organisation=barred, reason=reason))
    return entry
