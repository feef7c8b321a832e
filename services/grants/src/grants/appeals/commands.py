"""What one may do about a decline: appeal, and answer. Both are told to the two parties."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.decisions import keep
from chassis.ledger import emit
from events.grants import AppealAnswered, DeclineAppealed
from grants.adoptions.commands import stand_by
from grants.adoptions.domain import Standard
from grants.appeals.domain import Appeal
from grants.appeals.queries import funders_appeal, involved_in
from grants.appeals.rules import answer_due, is_answered_in_time, is_timely
from grants.applications.commands import tell_decision
from grants.applications.queries import applicants_application, funders_application
from grants.schemes.queries import standards_for
from kernel.versions import must_match


async def lodge_appeal(
    session: AsyncSession, applicant_id: UUID, application_id: UUID, *, grounds: str, now: datetime
) -> Appeal:
    """Appeal against a decline, once. Raises Refused where it is too late for a funder that published the days."""
    application = await applicants_application(session, applicant_id, application_id)
    _, declined_at = application.declined()
    is_adopted = Standard.APPEALS in await standards_for(session, application.scheme_id)
    timely = is_timely(declined_at, is_adopted=is_adopted, now=now)
    await stand_by(session, [timely], application.id)
    appeal = Appeal.against(
        application, grounds, is_timely=timely.outcome is True, answer_due_on=answer_due(now), now=now
    )
    session.add(appeal)
    await flush_or_conflict(session, "An appeal against this decision was lodged already.")
    told = DeclineAppealed(
        occurred_at=now,
        appeal_id=appeal.id,
        funder_id=appeal.funder_id,
        applicant_id=applicant_id,
        declined_because=appeal.declined_because,
        grounds=grounds,
        is_timely=appeal.is_timely,
        answer_due_on=appeal.answer_due_on,
    )
    await emit(session, application.id, told)
    return appeal


async def decide_appeal(
    session: AsyncSession,
    funder_id: UUID,
    appeal_id: UUID,
    *,
    upheld: bool,
    reasons: str,
    by: str,
    expected: int | None,
    now: datetime,
) -> Appeal:
    """Answer an appeal. Upheld, the application is open again and decided anew; it is not awarded by that."""
    appeal = await funders_appeal(session, funder_id, appeal_id)
    must_match(appeal.version, expected)
    application = await funders_application(session, funder_id, appeal.application_id)
    appeal.decide(upheld=upheld, reasons=reasons, by=by, involved=await involved_in(session, application), now=now)
    await keep(session, is_answered_in_time(appeal.lodged_at, appeal.answer_due_on, now=now), appeal.id)
    told = AppealAnswered(
        occurred_at=now,
        appeal_id=appeal.id,
        funder_id=funder_id,
        applicant_id=appeal.applicant_id,
        upheld=upheld,
        reasons=reasons,
    )
    await emit(session, application.id, told)
    if upheld:
        application.reopen()
        await tell_decision(session, application, reasons, now=now)
    return appeal
