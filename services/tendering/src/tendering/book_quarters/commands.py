"""What one may do about the quarters of an open book: load, decide, record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import make_public, must_own
from chassis.ledger import emit
from events.tendering import BookQuarterReturned
from kernel.clock import day_of
from tendering.book_quarters.domain import QuarterReturn, Quarters
from tendering.book_quarters.queries import quarters_of
from tendering.book_quarters.rules import (
    as_told,
    must_be_as_deep,
    must_be_over,
    must_be_withheld_for_a_time,
    must_replace,
    standing_returns,
)
from tendering.book_tiers.rules import depth_on
from tendering.contracts.domain import Contract
from tendering.contracts.queries import suppliers_contract
from tendering.suppliers.queries import party


async def return_quarter(
    session: AsyncSession, supplier_id: UUID, contract_id: UUID, *, said: Mapping[str, Any], now: datetime
) -> Quarters:
    """The supplier opens its book for a quarter, as deep as its tier asks, or corrects what it returned before."""
    contract = await suppliers_contract(session, supplier_id, contract_id)
    before = await quarters_of(session, contract, now=now)
    made = QuarterReturn(contract_id=contract.id, returned_at=now, **said)
    must_be_over(made, before.periods, day_of(now))
    must_replace(made, standing_returns(before.returns))
    must_be_as_deep(made, depth_on(before.standing, made.first))
    must_be_withheld_for_a_time(made.withheld, day_of(now))
    if made.report_sha256 is not None:
        await must_own(session, made.report_sha256, supplier_id)
        await make_public(session, made.report_sha256, supplier_id)
    session.add(made)
    await session.flush()
    await tell_quarter(session, contract, made, before, now=now)
    return await quarters_of(session, contract, now=now)


async def tell_quarter(
    session: AsyncSession, contract: Contract, made: QuarterReturn, before: Quarters, *, now: datetime
) -> None:
    """Tell everybody what the quarter shows; no single line, since some may be withheld."""
    owed = next((each for each in before.due if each.period.first == made.first), None)
    depth = depth_on(before.standing, made.first)
    told = BookQuarterReturned(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        return_id=made.id,
        replaces=made.replaces,
        tier=depth.tier if depth else None,
        late=owed is not None and owed.met_on is None and day_of(now) > owed.due_on,
        **as_told(made, on=day_of(now)),
    )
    await emit(session, contract.id, told)
