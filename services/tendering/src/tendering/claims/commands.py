"""What one may do with a claim: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import ClaimEnded, ClaimNotified
from kernel.errors import NotFound
from kernel.versions import must_match
from tendering.claims.domain import Ending, Proceedings
from tendering.claims.queries import award_in_question, claim_to_end
from tendering.suppliers.queries import heard_provider, party


async def notify_claim(
    session: AsyncSession,
    by: UUID,
    award_id: UUID,
    *,
    claimant_id: UUID | None,
    reference: str,
    started_on: date,
    now: datetime,
) -> Proceedings:
    """The claimant notifies the authority, or the authority records that it was notified of another's claim."""
    award = await award_in_question(session, award_id)
    claimant = claimant_id or by
    if by not in {claimant, award.buyer_id}:
        raise NotFound(f"There is no award {award_id} of yours.")
    await heard_provider(session, claimant)
    made = Proceedings.notify(award, claimant, reference=reference, started_on=started_on, now=now)
    session.add(made)
    await flush_or_conflict(session, "The authority was notified of these proceedings before.")
    told = ClaimNotified(
        occurred_at=now,
        award_id=award.id,
        notice_id=award.notice_id,
        claimant=await party(session, claimant),
        reference=reference,
        started_on=started_on,
        suspends=made.suspends,
    )
    await emit(session, made.id, told)
    return made


async def end_claim(
    session: AsyncSession,
    by: UUID,
    claim_id: UUID,
    *,
    ending: Ending,
    reference: str,
    expected: int | None,
    now: datetime,
) -> Proceedings:
    """Record that the court lifted the suspension, or that the claimant withdrew."""
    claim = await claim_to_end(session, claim_id)
    must_match(claim.version, expected)
    claim.end(ending, reference, by=by, now=now)
    told = ClaimEnded(
        occurred_at=now,
        award_id=claim.award_id,
        notice_id=claim.notice_id,
        claimant=await party(session, claim.claimant_id),
        ending=ending,
        reference=reference,
    )
    await emit(session, claim.id, told)
    return claim
