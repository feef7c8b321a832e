"""What one may do about how deep a book is: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import BookRiskStated
from kernel.clock import day_of
from tendering.book_tiers.domain import Risk, Standing, StatedRisk
from tendering.book_tiers.queries import standing_of
from tendering.book_tiers.rules import depth_on
from tendering.contracts.queries import buyers_contract
from tendering.suppliers.queries import party


async def state_risk(
    session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, risk: Risk, because: str, now: datetime
) -> Standing:
    """The buyer says how much is at risk; quarters that begin from now on are as deep as that asks for."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    session.add(StatedRisk(contract_id=contract.id, risk=risk, because=because, stated_at=now))
    await session.flush()
    book = await standing_of(session, contract)
    depth = depth_on(book, day_of(now))
    told = BookRiskStated(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        risk=risk,
        because=because,
        tier=depth.tier if depth else None,
    )
    await emit(session, contract.id, told)
    return book
