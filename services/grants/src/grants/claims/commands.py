"""What one may do with a payment: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import GrantPaid
from grants.agreements.domain import Grant
from grants.agreements.queries import funders_grant, grant_told
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match


async def pay(
    session: AsyncSession,
    funder_id: UUID,
    grant_id: UUID,
    *,
    amount: Money,
    paid_on: date | None,
    expected: int | None,
    now: datetime,
) -> Grant:
    """Record a payment, made today unless `paid_on` says when. A retry with the same Idempotency-Key pays once."""
    grant = await funders_grant(session, funder_id, grant_id)
    must_match(grant.version, expected)
    grant.pay(amount, paid_on=paid_on or day_of(now), now=now)
    await emit(session, grant.id, GrantPaid(occurred_at=now, grant=await grant_told(session, grant)))
    return grant
