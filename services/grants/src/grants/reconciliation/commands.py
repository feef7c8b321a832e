"""What one may do at the end of a grant: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import GrantClosed, RepaymentReceived
from grants.costs.commands import settle_costs
from grants.reconciliation.domain import Closure
from grants.reconciliation.queries import closing_told, closure_of, standing
from grants.reconciliation.rules import Account, in_pence
from grants.schemes.queries import scheme_to_commit
from grants.terms.queries import funders_terms, whole_grant
from kernel.clock import day_of
from kernel.money import ZERO, Money
from kernel.versions import must_match


async def close_grant(
    session: AsyncSession,
    funder_id: UUID,
    by: str,
    grant_id: UUID,
    *,
    actual_eligible_cost: Money,
    evidence: str,
    breach: str | None,
    expected: int | None,
    now: datetime,
) -> Account:
    """End the grant at what it came to; what was never drawn is the scheme's again. `expected`: the grant's version."""
    terms = await funders_terms(session, funder_id, grant_id)
    grant = terms.grant
    must_match(grant.version, expected)
    grant.must_run()
    closure = Closure(
        grant_id=grant_id,
        actual_eligible_cost=actual_eligible_cost,
        evidence=evidence,
        breach=breach,
        closed_at=now,
        closed_by=by,
    )
    session.add(closure)
    await session.flush()
    final = in_pence((await standing(session, terms)).final)
    scheme = await scheme_to_commit(session, grant.scheme_id)
    scheme.release(grant.close(final, on=day_of(now)))
    await settle_costs(session, grant.application_id, final)
    told = await whole_grant(session, grant, closing_told(closure, final, grant.paid))
    await emit(session, grant_id, GrantClosed(occurred_at=now, grant=told))
    return await standing(session, terms)


async def record_repayment(
    session: AsyncSession,
    funder_id: UUID,
    grant_id: UUID,
    *,
    amount: Money,
    received_on: date | None,
    now: datetime,
) -> Account:
    """Record what the recipient paid back of what it had too much; the scheme can award it again."""
    terms = await funders_terms(session, funder_id, grant_id)
    grant = terms.grant
    closure = await closure_of(session, grant_id)
    final = grant.final or ZERO
    had = grant.paid - closure.repaid
    closure.receive(amount, had - min(had, final), received_on=received_on or day_of(now), now=now)
    scheme = await scheme_to_commit(session, grant.scheme_id)
    scheme.release(amount)
    told = await whole_grant(session, grant, closing_told(closure, final, grant.paid))
    await emit(session, grant_id, RepaymentReceived(occurred_at=now, amount=str(amount), grant=told))
    return await standing(session, terms)
