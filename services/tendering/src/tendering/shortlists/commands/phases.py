"""How a phase is decided: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import PhaseDecided
from tendering.notices.queries import announcement, notice_to_change
from tendering.phases.domain import PhaseResult
from tendering.phases.queries import progress_of
from tendering.phases.rules import Progress
from tendering.shortlists.commands.invitations import amend, ask_the_law
from tendering.shortlists.domain import Findings, Refinement
from tendering.shortlists.queries import Read, candidates_of, phase_told
from tendering.shortlists.rules.invitations import (
    last_day_to_invite,
    must_be_decidable,
    must_be_enough,
    next_deadline,
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
        due_on=last_day_to_invite(progress, number, now=now),
        verdicts=verdicts,
        fewer_because=findings.fewer_because,
        refined_because=None if findings.refinement is None else findings.refinement.because,
    )
    must_be_enough(progress, result)
    await ask_the_law(session, progress, result, findings.refinement, now=now)
    session.add(result)
    await _invite(session, progress, result, findings.refinement, now=now)
    return result


async def _invite(
    session: AsyncSession, progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> None:
    """Publish what is refined and when final tenders close; then tell that the phase is decided."""
    await amend(session, progress, result, refinement, now=now)
    notice = progress.notice
    told = PhaseDecided(
        occurred_at=now,
        notice=announcement(notice, await party(session, notice.buyer_id)),
        phase=phase_told(progress, result.phase),
        next_closes_at=result.next_closes_at,
        digest=result.digest,
        refined_because=result.refined_because,
    )
    await emit(session, notice.id, told)
