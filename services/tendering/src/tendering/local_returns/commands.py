"""What one may do about local staff: load, decide, record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import LocalReturned
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from tendering.contracts.queries import suppliers_contract
from tendering.local_returns.domain import LocalReturn
from tendering.local_returns.rules import fewest_staff
from tendering.suppliers.queries import party


async def return_local(
    session: AsyncSession, supplier_id: UUID, contract_id: UUID, *, said: Mapping[str, Any], now: datetime
) -> LocalReturn:
    """The supplier says who works on its contract; of too few people the event tells no figure."""
    contract = await suppliers_contract(session, supplier_id, contract_id)
    if contract.signed_at is None:
        raise RuleBroken("On a contract that is not signed nobody works.")
    made = LocalReturn(contract_id=contract.id, returned_at=now, **said)
    if made.last >= day_of(now):
        raise Unacceptable("/last", "A period is returned when it is over.")
    session.add(made)
    await flush_or_conflict(session, "A period that ends that day was returned for this area before.")
    is_told = made.may_be_told(fewest_staff(on=day_of(now)))
    bought = made.purchases
    told = LocalReturned(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, supplier_id),
        area=made.area,
        first=made.first,
        last=made.last,
        staff=made.staff if is_told else None,
        local_staff=made.local_staff if is_told else None,
        purchases=None if bought is None else str(bought.total),
        local_purchases=None if bought is None else str(bought.local),
        social_enterprise_purchases=None if bought is None else str(bought.social_enterprise),
    )
    await emit(session, contract.id, told)
    return made
