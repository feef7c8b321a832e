"""What one may do with claims and payments: load, decide, record."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import ClaimMoved, ClaimSubmitted, GrantPaid
from grants.agreements.domain import Grant
from grants.agreements.queries import funders_grant
from grants.claims.domain import Claim
from grants.claims.queries import claim_of, claim_told, claims_on
from grants.claims.rules import Asked, must_be_claimable
from grants.outcomes.queries import claims_of
from grants.outcomes.rules import counts
from grants.reviews.commands import must_be_reviewed
from grants.terms.queries import funders_terms, own_terms, recipients_terms, whole_grant
from kernel.clock import day_of
from kernel.errors import RuleBroken
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
    """Record a payment of a grant without terms, made today unless `paid_on` says when. One with terms pays claims."""
    grant = await funders_grant(session, funder_id, grant_id)
    must_match(grant.version, expected)
    if await own_terms(session, grant_id) is not None:
        raise RuleBroken("This grant has terms: it is paid on claims that two people have looked at.")
    await must_be_reviewed(session, grant, now=now)
    grant.pay(amount, paid_on=paid_on or day_of(now), now=now)
    await emit(session, grant.id, GrantPaid(occurred_at=now, grant=await whole_grant(session, grant)))
    return grant


async def submit_claim(
    session: AsyncSession, recipient_id: UUID, by: str, grant_id: UUID, asked: Asked, *, now: datetime
) -> Claim:
    """Ask for money that is earned, or on account. Raises RuleBroken for more than there is."""
    terms = await recipients_terms(session, recipient_id, grant_id)
    known = await claims_on(session, grant_id)
    earned = sum((each.payment for each in counts(await claims_of(session, grant_id), terms)), start=Fraction(0))
    must_be_claimable(terms, known, asked, earned)
    claim = Claim(
        grant_id=grant_id,
        claim_number=len(known) + 1,
        basis=asked.basis,
        milestone=asked.milestone,
        amount=asked.amount,
        evidence=asked.evidence,
        submitted_by=by,
        submitted_at=now,
    )
    session.add(claim)
    told = ClaimSubmitted(
        occurred_at=now, funder_id=terms.grant.funder_id, recipient_id=recipient_id, claim=claim_told(claim)
    )
    await emit(session, grant_id, told)
    return claim


async def move_claim(
    session: AsyncSession,
    funder_id: UUID,
    grant_id: UUID,
    number: int,
    step: Callable[[Claim], None],
    *,
    expected: int | None,
    now: datetime,
) -> Claim:
    """Verify, approve or refuse a claim or say that it could not be paid: `step`. Raises RuleBroken as it does."""
    terms = await funders_terms(session, funder_id, grant_id)
    claim = await claim_of(session, grant_id, number)
    must_match(claim.version, expected)
    step(claim)
    told = ClaimMoved(
        occurred_at=now, funder_id=funder_id, recipient_id=terms.grant.recipient_id, claim=claim_told(claim)
    )
    await emit(session, grant_id, told)
    return claim


async def pay_claim(
    session: AsyncSession,
    funder_id: UUID,
    grant_id: UUID,
    number: int,
    *,
    paid_on: date | None,
    expected: int | None,
    now: datetime,
) -> Claim:
    """Record that an approved claim was paid, today unless `paid_on` says when. A retry with the same key pays once."""
    terms = await funders_terms(session, funder_id, grant_id)
    claim = await claim_of(session, grant_id, number)
    must_match(claim.version, expected)
    await must_be_reviewed(session, terms.grant, now=now)
    claim.be_paid()
    terms.grant.pay(claim.amount, paid_on=paid_on or day_of(now), now=now)
    await emit(session, grant_id, GrantPaid(occurred_at=now, grant=await whole_grant(session, terms.grant)))
    return claim
