"""What one may ask of a supplier's past; it is public, as every assessment is."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.notices.tables import notices
from tendering.performance.domain import Assessment
from tendering.performance.tables import assessments
from tendering.suppliers.queries import party
from tendering.track_records.domain import Assessed, TrackRecord
from tendering.track_records.rules import looked_at_since, score_of


async def track_record_of(
    session: AsyncSession, supplier_id: UUID, *, division: str | None, now: datetime
) -> TrackRecord:
    """How all buyers assessed the supplier's contracts of late; `division` keeps to one kind of service."""
    await party(session, supplier_id)
    today = day_of(now)
    since = looked_at_since(today)
    found = await assessed_since(session, supplier_id, since, division=division)
    return TrackRecord(supplier_id=supplier_id, since=since, assessments=found, score=score_of(found, today))


async def assessed_since(
    session: AsyncSession, supplier_id: UUID, since: date, *, division: str | None
) -> Sequence[Assessed]:
    """The assessments of all its contracts from that day on, oldest first."""
    query = select(Assessment, Contract, notices.c.cpv).join(Contract, assessments.c.contract_id == contracts.c.id)
    query = query.join(notices, notices.c.id == contracts.c.notice_id).where(contracts.c.supplier_id == supplier_id)
    rows = await session.execute(query.order_by(assessments.c.assessed_at, assessments.c.id))
    return [
        Assessed(
            contract_id=contract.id,
            buyer_id=contract.buyer_id,
            value=contract.value,
            last=made.last,
            assessed_on=day_of(made.assessed_at),
            ratings=[each.rating for each in made.findings],
        )
        for made, contract, cpv in rows
        if day_of(made.assessed_at) >= since and (division is None or any(code[:2] == division for code in cpv))
    ]
