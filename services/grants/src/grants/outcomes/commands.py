"""What one may do with claims of outcomes: load, decide, record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import decisions
from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.grants import OutcomesClaimed, OutcomesVerified
from grants.outcomes.domain import OutcomeClaim, OutcomeStatus, Sample
from grants.outcomes.queries import claims_of, counts_told, verified_before, verifiers_terms
from grants.outcomes.rules import judged
from grants.terms.domain import Terms
from grants.terms.queries import recipients_terms
from kernel.errors import RuleBroken, Unacceptable

TWICE = "The same outcome for the same person was verified in another grant just now; ask again."


async def claim_outcomes(
    session: AsyncSession, recipient_id: UUID, grant_id: UUID, said: Sequence[Mapping[str, Any]], *, now: datetime
) -> list[OutcomeClaim]:
    """Claim outcomes of the rate card, in this order. Raises Conflict for a reference that is known already."""
    terms = await recipients_terms(session, recipient_id, grant_id)
    terms.must_be_live()
    card = {each.outcome for each in terms.tariffs}
    known = await claims_of(session, grant_id)
    made = []
    for place, each in enumerate(said):
        if each["outcome"] not in card:
            raise Unacceptable(f"/claims/{place}/outcome", "The rate card of this grant has no such outcome.")
        number = len(known) + place + 1
        claim = OutcomeClaim(grant_id=grant_id, funder_id=terms.grant.funder_id, number=number, claimed_at=now, **each)
        made.append(claim)
    session.add_all(made)
    await flush_or_conflict(session, "One of these references is claimed already.")
    parties = parties_of(terms)
    told = OutcomesClaimed(occurred_at=now, outcomes=await counts_told(session, terms), **parties)
    await emit(session, grant_id, told)
    return made


async def verify_outcomes(
    session: AsyncSession,
    verifier_id: UUID,
    by: str,
    grant_id: UUID,
    verdicts: Mapping[str, str | None],
    *,
    now: datetime,
) -> list[OutcomeClaim]:
    """Say of claims, by reference, that they hold (None) or why they do not. Raises RuleBroken for a second look."""
    terms = await verifiers_terms(session, verifier_id, grant_id)
    known = {each.reference: each for each in await claims_of(session, grant_id)}
    unknown = next((place for place, reference in enumerate(verdicts) if reference not in known), None)
    if unknown is not None:
        raise Unacceptable(f"/verdicts/{unknown}/reference", "There is no such claim of this grant.")
    judged_claims = [known[reference] for reference in verdicts]
    for claim in judged_claims:
        reason = verdicts[claim.reference]
        if reason is not None:
            claim.refuse(by, reason)
    holding = (claim for claim in judged_claims if verdicts[claim.reference] is None)
    await let_pay(session, terms, holding, by, Fraction(1))
    await tell(session, terms, Fraction(1), now=now)
    return judged_claims


async def sample_outcomes(
    session: AsyncSession,
    verifier_id: UUID,
    by: str,
    grant_id: UUID,
    held: Mapping[str, bool],
    *,
    now: datetime,
) -> Sample:
    """Judge all claims that nobody has looked at by some of them. Raises RuleBroken for a sample of anything else."""
    terms = await verifiers_terms(session, verifier_id, grant_id)
    waiting = [each for each in await claims_of(session, grant_id) if each.status is OutcomeStatus.CLAIMED]
    if not held.keys() <= {each.reference for each in waiting}:
        raise RuleBroken("A sample is of claims of this grant that nobody has looked at.")
    failed = sum(not holds for holds in held.values())
    decision, share = judged(len(held), failed, on=terms.grant.awarded_on, now=now)
    await decisions.keep(session, decision, grant_id)
    sample = Sample(
        grant_id=grant_id,
        claims=len(waiting),
        sampled=len(held),
        failed=failed,
        paid_share=None if share is None else str(share),
        decision_id=decision.id,
        verified_by=by,
        taken_at=now,
    )
    session.add(sample)
    if share is not None:
        await let_pay(session, terms, waiting, by, share)
    await tell(session, terms, share or Fraction(0), now=now)
    return sample


async def let_pay(
    session: AsyncSession, terms: Terms, claims: Iterable[OutcomeClaim], by: str, share: Fraction
) -> None:
    """Verify claims in their order; what some grant of the funder's pays for already is repeated, and pays nothing."""
    in_order = sorted(claims, key=lambda each: each.number)
    seen = await verified_before(session, terms.grant.funder_id, {each.key for each in in_order})
    for claim in in_order:
        claim.verify(by, repeated=claim.key in seen, share=share)
        seen.add(claim.key)
    await flush_or_conflict(session, TWICE)


async def tell(session: AsyncSession, terms: Terms, share: Fraction, *, now: datetime) -> None:
    """Record how all outcomes of the grant now stand."""
    told = OutcomesVerified(
        occurred_at=now,
        outcomes=await counts_told(session, terms),
        paid_share=str(share),
        **parties_of(terms),
    )
    await emit(session, terms.grant_id, told)


def parties_of(terms: Terms) -> dict[str, UUID]:
    """Who may read what is told of outcomes."""
    return {
        "funder_id": terms.grant.funder_id,
        "recipient_id": terms.grant.recipient_id,
        "verifier_id": terms.verifier_id,
    }
