"""What one may ask about claims: they are between the two parties, and auditors."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import Actor
from events.grants import Claim as ClaimTold
from grants.claims.domain import Claim
from grants.claims.tables import claims
from grants.terms.queries import terms_of
from kernel.clock import day_of
from kernel.errors import NotFound


async def claims_on(session: AsyncSession, grant_id: UUID) -> Sequence[Claim]:
    """All claims on a grant, in their order."""
    query = select(Claim).where(claims.c.grant_id == grant_id).order_by(claims.c.claim_number)
    return (await session.scalars(query)).all()


async def claim_of(session: AsyncSession, grant_id: UUID, number: int) -> Claim:
    """One claim. Raises NotFound."""
    claim = await session.get(Claim, (grant_id, number))
    if claim is None:
        raise NotFound(f"There is no claim {number} on this grant.")
    return claim


async def readable_claims(
    session: AsyncSession, reader: Actor, grant_id: UUID, *, after: int = 0, limit: int
) -> Sequence[Claim]:
    """Claims after one of them, for the recipient, the funder's people and auditors; else as if not there."""
    terms = await terms_of(session, grant_id)
    if not terms.grant.concerns(reader.organisation, reader.roles):
        raise NotFound(f"There is no grant {grant_id} of yours.")
    query = select(Claim).where(claims.c.grant_id == grant_id, claims.c.claim_number > after)
    return (await session.scalars(query.order_by(claims.c.claim_number).limit(limit))).all()


def claim_told(claim: Claim) -> ClaimTold:
    """What an event says of a claim: nothing of the people who handled it."""
    return ClaimTold(
        number=claim.claim_number,
        basis=claim.basis,
        milestone=claim.milestone,
        amount=str(claim.amount),
        status=claim.status,
        submitted_on=day_of(claim.submitted_at),
        reason=claim.reason,
    )
