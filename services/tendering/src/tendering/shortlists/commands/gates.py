"""Whether a partnership goes on after a stage: load, decide, record."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import make_public, must_own
from chassis.ledger import emit
from events.tendering import EvidenceTold, GateDecided
from kernel.errors import NotFound, RuleBroken, Unacceptable
from tendering.notices.commands import cancel_notice
from tendering.notices.domain import Status
from tendering.notices.queries import announcement, notice_to_change
from tendering.phases.domain import Evidence, Gate, PhaseResult
from tendering.phases.queries import progress_of
from tendering.phases.rules import Progress
from tendering.shortlists.commands.invitations import amend, ask_the_law
from tendering.shortlists.queries import phase_told
from tendering.shortlists.rules.invitations import last_day_to_invite, next_deadline
from tendering.suppliers.queries import party


async def decide_gate(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    number: int,
    *,
    passed: bool,
    reason: str,
    evidence: Sequence[Evidence],
    closes_at: datetime | None,
    now: datetime,
) -> Gate:
    """Let the partnership go on, or end it there: its notice is cancelled, and nobody is invited any further.

    `closes_at` is the deadline of the next phase, where it is to be later than was announced. Raises Refused where
    those who go on would have too few days.
    """
    notice = await notice_to_change(session, buyer_id, notice_id)
    progress = await progress_of(session, notice)
    phase = progress.phase(number)
    if not progress.declared.has_gate(number):
        raise RuleBroken(f"No gate closes {phase.title!r}.")
    if notice.status is not Status.PUBLISHED:
        raise RuleBroken(f"The notice is {notice.status}; no gate is left to decide.")
    if number not in progress.results:
        raise RuleBroken(f"First it is decided who has reached what {phase.title!r} asked for.")
    await _publish(session, evidence, buyer_id)
    due_on = last_day_to_invite(progress, number, now=now)
    gate = Gate(passed=passed, reason=reason, evidence=list(evidence), decided_at=now, due_on=due_on)
    result = progress.results[number]
    result.decide_gate(gate)
    if passed:
        result.next_closes_at = next_deadline(progress, number, closes_at, now=now)
        await ask_the_law(session, progress, result, None, now=now)
        await amend(session, progress, result, None, now=now)
    await _tell(session, progress, result, gate)
    if not passed:
        await cancel_notice(session, buyer_id, notice_id, reason=reason, expected=None, now=now)
    return gate


async def _tell(session: AsyncSession, progress: Progress, result: PhaseResult, gate: Gate) -> None:
    event = GateDecided(
        occurred_at=gate.decided_at,
        notice=announcement(progress.notice, await party(session, progress.notice.buyer_id)),
        phase=phase_told(progress, result.phase),
        passed=gate.passed,
        reason=gate.reason,
        evidence=[EvidenceTold(**asdict(each)) for each in gate.evidence],
        next_closes_at=result.next_closes_at if gate.passed else None,
    )
    await emit(session, progress.notice.id, event)


async def _publish(session: AsyncSession, evidence: Sequence[Evidence], buyer_id: UUID) -> None:
    for place, shown in enumerate(evidence):
        try:
            await must_own(session, shown.sha256, buyer_id)
        except NotFound as error:
            raise Unacceptable(
                f"/evidence/{place}/sha256", "It must be a document that the buyer has handed over."
            ) from error
        await make_public(session, shown.sha256, buyer_id)
