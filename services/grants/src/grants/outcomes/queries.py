"""What one may ask about claims of outcomes: they are for the two parties, the verifier and auditors."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import Actor
from events.grants import OutcomeCount
from grants.outcomes.domain import OutcomeClaim, OutcomeStatus
from grants.outcomes.rules import counts
from grants.outcomes.tables import outcome_claims
from grants.terms.domain import Terms
from grants.terms.queries import held_terms, terms_of
from kernel.errors import NotFound
from kernel.money import Money
from kernel.rounding import half_up


async def claims_of(session: AsyncSession, grant_id: UUID) -> Sequence[OutcomeClaim]:
    """All claims of a grant, in the order in which they were made."""
    query = select(OutcomeClaim).where(outcome_claims.c.grant_id == grant_id).order_by(outcome_claims.c.number)
    return (await session.scalars(query)).all()


async def readable_claims(
    session: AsyncSession, reader: Actor, grant_id: UUID, *, after: int, limit: int
) -> Sequence[OutcomeClaim]:
    """The claims of a grant after one of them, for its parties, its verifier and auditors; else as if not there."""
    terms = await terms_of(session, grant_id)
    is_verifiers = terms.is_verified_by(reader.organisation) and reader.has("assessor")
    if not is_verifiers and not terms.grant.concerns(reader.organisation, reader.roles):
        raise NotFound(f"There is no grant {grant_id} of yours.")
    query = select(OutcomeClaim).where(outcome_claims.c.grant_id == grant_id, outcome_claims.c.number > after)
    return (await session.scalars(query.order_by(outcome_claims.c.number).limit(limit))).all()


async def verifiers_terms(session: AsyncSession, verifier_id: UUID, grant_id: UUID) -> Terms:
    """The terms of a live grant that the organisation verifies, held. Anybody else's reads as not found."""
    terms = await held_terms(session, grant_id)
    if not terms.is_verified_by(verifier_id):
        raise NotFound(f"There is no grant {grant_id} whose outcomes you verify.")
    terms.must_be_live()
    return terms


async def verified_before(
    session: AsyncSession, funder_id: UUID, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Those of these persons' outcomes that some grant of the funder's pays for already."""
    kept = outcome_claims.c
    query = select(kept.person, kept.outcome).where(
        kept.funder_id == funder_id,
        kept.status == OutcomeStatus.VERIFIED,
        kept.repeated.is_(False),
        tuple_(kept.person, kept.outcome).in_(keys),
    )
    return {(person, outcome) for person, outcome in (await session.execute(query)).all()}


async def counts_told(session: AsyncSession, terms: Terms) -> list[OutcomeCount]:
    """What an event says of a grant's outcomes: how many, and nothing of anybody."""
    return [
        OutcomeCount(
            outcome=it.outcome,
            claimed=it.claimed,
            verified=it.verified,
            paid=it.paid,
            payment=str(Money(int(half_up(it.payment, 0)))),
        )
        for it in counts(await claims_of(session, terms.grant_id), terms)
    ]
