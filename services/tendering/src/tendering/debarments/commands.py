"""Keeping the copy of the debarment list: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import DebarmentRemoved, SupplierDebarred
from kernel.versions import must_match
from rulebook.exclusions import Ground
from tendering.debarments.domain import Debarment
from tendering.debarments.queries import entry_to_remove
from tendering.suppliers.queries import party


async def enter_debarment(
    session: AsyncSession,
    organisation_id: UUID,
    *,
    ground: Ground,
    reference: str,
    notified_on: date,
    listed_on: date,
    until: date | None,
    now: datetime,
) -> Debarment:
    """Copy an entry of the Minister's list. Raises NotFound for a body unknown here, Conflict the second time."""
    barred = await party(session, organisation_id)
    made = Debarment.enter(
        organisation_id,
        ground=ground,
        reference=reference,
        notified_on=notified_on,
        listed_on=listed_on,
        until=until,
        now=now,
    )
    session.add(made)
    await flush_or_conflict(session, "This entry is on the list already.")
    told = SupplierDebarred(
        occurred_at=now,
        organisation=barred,
        ground=ground,
        is_mandatory=made.is_mandatory(),
        reference=reference,
        listed_on=listed_on,
        until=until,
    )
    await emit(session, made.id, told)
    return made


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
