"""What one may ask about how grants stand, and how they ended."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Closing, Returned
from grants.outcomes.queries import claims_of
from grants.reconciliation.domain import Closure
from grants.reconciliation.rules import Account, account
from grants.reconciliation.tables import closures
from grants.terms.domain import Terms
from grants.terms.queries import terms_of
from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.money import Money


async def account_of(session: AsyncSession, grant_id: UUID) -> Account:
    """How a grant with terms stands; public as the grant is."""
    return await standing(session, await terms_of(session, grant_id))


async def standing(session: AsyncSession, terms: Terms) -> Account:
    """The same, of terms that are at hand."""
    closure = await own_closure(session, terms.grant_id)
    return account(terms, await claims_of(session, terms.grant_id), closure)


async def own_closure(session: AsyncSession, grant_id: UUID) -> Closure | None:
    """How a grant ended; None while it runs."""
    return (await session.scalars(select(Closure).where(closures.c.grant_id == grant_id))).one_or_none()


async def closure_of(session: AsyncSession, grant_id: UUID) -> Closure:
    """How a grant ended. Raises RuleBroken while it runs."""
    closure = await own_closure(session, grant_id)
    if closure is None:
        raise RuleBroken("The grant is not closed yet.")
    return closure


def closing_told(closure: Closure, final: Money, paid: Money) -> Closing:
    """What an event says of how a grant ended; the reason of a termination stays between the two."""
    return Closing(
        closed_on=day_of(closure.closed_at),
        actual_eligible_cost=str(closure.actual_eligible_cost),
        terminated_for_breach=closure.breach is not None,
        payable=str(final),
        clawback_due=str(paid - min(paid, final)),
        repaid=str(closure.repaid),
        repayments=[
            Returned(number=each.number, amount=str(each.amount), received_on=each.received_on)
            for each in closure.repayments
        ],
    )
