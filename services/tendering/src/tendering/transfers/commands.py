"""What one may do about a transfer: load, decide, record."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.documents import must_own, share
from chassis.ledger import emit
from events.tendering import TransferPlanned, WorkforceInformationGiven
from kernel.errors import RuleBroken
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.contracts.domain import Contract
from tendering.contracts.queries import buyers_contract
from tendering.suppliers.queries import party
from tendering.transfers.domain import Transfer
from tendering.transfers.queries import incumbents_transfer


async def plan_transfer(
    session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, incumbent_id: UUID, now: datetime
) -> Transfer:
    """Say from which incumbent staff move to the supplier, on the contract's first day; once for each."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    incumbent = await party(session, incumbent_id)
    if incumbent_id == contract.supplier_id:
        raise RuleBroken("Who goes on with a service keeps its staff; nobody moves.")
    days = rule("tupe.information", on=contract.starts_on).number("days")
    made = Transfer(
        contract_id=contract.id,
        buyer_id=buyer_id,
        incumbent_id=incumbent_id,
        winner_id=contract.supplier_id,
        transfers_on=contract.starts_on,
        due_on=contract.starts_on - timedelta(days=days),
    )
    session.add(made)
    await flush_or_conflict(session, "This transfer is planned already.")
    told = TransferPlanned(
        occurred_at=now,
        contract_id=contract.id,
        notice_id=contract.notice_id,
        incumbent=incumbent,
        winner=await party(session, contract.supplier_id),
        transfers_on=made.transfers_on,
        due_on=made.due_on,
    )
    await emit(session, made.id, told)
    return made


async def give_information(
    session: AsyncSession,
    incumbent_id: UUID,
    transfer_id: UUID,
    *,
    document_sha256: str,
    late_because: str | None,
    expected: int | None,
    now: datetime,
) -> Transfer:
    """The incumbent hands its document to the winner, and to nobody else; the ledger keeps only that it did."""
    found = await incumbents_transfer(session, incumbent_id, transfer_id)
    must_match(found.version, expected)
    await must_own(session, document_sha256, incumbent_id)
    found.give(document_sha256, late_because=late_because, now=now)
    await share(session, document_sha256, incumbent_id, found.winner_id)
    told = WorkforceInformationGiven(
        occurred_at=now,
        contract_id=found.contract_id,
        incumbent=await party(session, incumbent_id),
        winner=await party(session, found.winner_id),
        due_on=found.due_on,
        in_time=found.was_in_time is True,
        late_because=late_because,
        notice_id=(await session.get_one(Contract, found.contract_id)).notice_id,
    )
    await emit(session, found.id, told)
    return found
