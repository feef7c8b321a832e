"""What everybody reads when some are invited to the next phase, and what the law says of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import NoticeAmended
from tendering.amendments.commands import as_told
from tendering.amendments.domain import Amendment
from tendering.amendments.queries import next_number
from tendering.notices.domain import Notice
from tendering.notices.queries import announcement
from tendering.phases.domain import PhaseResult
from tendering.phases.rules import Progress
from tendering.shortlists.domain import Refinement
from tendering.shortlists.rules.invitations import rules_of_invitation
from tendering.suppliers.queries import party


async def ask_the_law(
    session: AsyncSession, progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> None:
    """Keep what the law says of inviting those who go on now. Raises Refused where it forbids that."""
    said = rules_of_invitation(progress, result, refinement, now=now)
    await abide_by(session, result, said, about=progress.notice.id)


async def amend(
    session: AsyncSession, progress: Progress, result: PhaseResult, refinement: Refinement | None, *, now: datetime
) -> None:
    """Publish what is refined and when final tenders close, as an amendment, where that differs."""
    notice = progress.notice
    closes_at = result.next_closes_at if progress.phase(result.phase + 1).is_final else notice.closes_at
    if refinement is None and closes_at == notice.closes_at:
        return
    number = await next_number(session, notice.id)
    amendment = _amended(notice, refinement, number=number, closes_at=closes_at, now=now)
    session.add(amendment)
    shown = announcement(notice, await party(session, notice.buyer_id))
    await emit(session, notice.id, NoticeAmended(occurred_at=now, notice=shown, amendment=as_told(amendment)))


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
