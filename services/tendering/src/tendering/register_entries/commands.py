"""What a buyer may do about the register of contracts: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import RegisterEntryStated
from kernel.errors import RuleBroken
from kernel.versions import must_match
from tendering.contracts.queries import buyers_contract
from tendering.register_entries.domain import Particulars, RegisterEntry
from tendering.register_entries.queries import entry_if_any
from tendering.suppliers.queries import party


async def state_entry(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    particulars: Particulars,
    *,
    expected: int | None,
    now: datetime,
) -> RegisterEntry:
    """Say of a signed contract what its notices do not; at any time, and anew."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    if contract.signed_at is None:
        raise RuleBroken("A contract stands in the register once it is signed.")
    particulars.must_say_something()
    entry = await entry_if_any(session, contract.id)
    must_match(entry.version if entry else 0, expected)
    if entry is None:
        entry = RegisterEntry(contract_id=contract.id, particulars=particulars, stated_at=now)
        session.add(entry)
    else:
        entry.restate(particulars, now=now)
    vat = particulars.irrecoverable_vat
    event = RegisterEntryStated(
        occurred_at=now,
        buyer=await party(session, buyer_id),
        department=particulars.department,
        review_on=particulars.review_on,
        irrecoverable_vat=None if vat is None else str(vat),
    )
    await emit(session, contract.id, event)
    return entry
