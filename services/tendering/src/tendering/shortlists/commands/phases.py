"""How a phase is decided: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.tendering import NoticeAmended, PhaseDecided
from kernel.errors import Refused
from tendering.amendments.commands import as_told
from tendering.amendments.domain import Amendment
from tendering.amendments.queries import amendments_of
from tendering.notices.domain import Notice
from tendering.notices.queries import announcement, notice_to_change
from tendering.phases.domain import PhaseResult
from tendering.phases.queries import progress_of
from tendering.phases.rules import Progress
from tendering.shortlists.domain import Findings, Refinement
from tendering.shortlists.queries import Read, candidates_of, phase_told
from tendering.shortlists.rules.invitations import (
    must_be_decidable,
    must_be_enough,
    next_deadline,
    rules_of_invitation,
)
from tendering.shortlists.rules.verdicts import judged, must_fit
from tendering.suppliers.queries import party


async def decide_phase(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    number: int,
    findings: Findings,
    *,
    read: Read,
    now: datetime,
) -> PhaseResult:
    """Decide of every provider that was in whether it goes on, and invite those who do to the next phase."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    progress = await progress_of(session, notice)
    must_be_decidable(progress, number, now=now)
    must_fit(progress.phase(number), notice.criteria, findings.found)
    candidates = await candidates_of(session, progress, number, findings.found, read=read, now=now)
    verdicts = judged(progress.phase(number), notice.criteria, candidates)
    result = PhaseResult(
        notice_id=notice.id,
        phase=number,
        decided_at=now,
        next_closes_at=next_deadline(progress, number, findings.closes_at, now=now),
        verdicts=verdicts,
        fewer_because=findings.fewer_because,
        refined_because=None if findings.refinement is None else findings.refinement.because,
    )
    must_be_enough(progress, result)
    await _ask_the_law(session, progress, result, findings.refinement, now=now)
    session.add(result)
    await _invite(session, progress, result, findings.refinement, now=now)
    return result


async def _ask_the_law(
    session: AsyncSession, progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> None:
    for decision in rules_of_invitation(progress, result, refinement, now=now):
        if decision.blocks:
            raise Refused(" ".join(decision.reasons), decision)
        await keep(session, decision, progress.notice.id)
        result.decisions = [*result.decisions, decision.id]


async def _invite(
    session: AsyncSession, progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> None:
    """Publish what is refined and when final tenders close, as an amendment; then tell that the phase is decided."""
    notice = progress.notice
    closes_at = result.next_closes_at if progress.phase(result.phase + 1).is_final else notice.closes_at
    buyer = await party(session, notice.buyer_id)
    if refinement is not None or closes_at != notice.closes_at:
        number = len(await amendments_of(session, notice.id)) + 1
        amendment = _amended(notice, refinement, number=number, closes_at=closes_at, now=now)
        session.add(amendment)
        amended = NoticeAmended(occurred_at=now, notice=announcement(notice, buyer), amendment=as_told(amendment))
        await emit(session, notice.id, amended)
    told = PhaseDecided(
        occurred_at=now,
        notice=announcement(notice, buyer),
        phase=phase_told(progress, result.phase),
        next_closes_at=result.next_closes_at,
        digest=result.digest,
        refined_because=result.refined_because,
    )
    await emit(session, notice.id, told)


def _amended(
    notice: Notice, refinement: Refinement | None, *, number: int, closes_at: datetime, now: datetime
) -> Amendment:
    before, changes = notice.digest(), {"closes_at": closes_at != notice.closes_at, "criteria": refinement is not None}
    notice.invite(refinement.criteria if refinement else notice.criteria, closes_at=closes_at, now=now)
    return Amendment(
        notice_id=notice.id,
        number=number,
        reason=refinement.because if refinement else "Those who go on have more time for their final tenders.",
        changed=[name for name, is_changed in changes.items() if is_changed],
        previous_hash=before,
        terms_hash=notice.digest(),
        closes_at=closes_at,
        amended_at=now,
    )
