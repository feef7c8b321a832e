"""What one may do about due diligence: check, correct, override. Nothing here declines anybody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import CheckTold, DiligenceChanged
from grants.applications.domain import Application
from grants.applications.queries import applicants_application, funders_application
from grants.due_diligence.domain import Check, Diligence, Kind, Light, Override, Result
from grants.due_diligence.queries import check_to_correct, diligence_on
from grants.parties.queries import party
from kernel.errors import RuleBroken
from kernel.versions import must_match


async def record_check(
    session: AsyncSession,
    funder_id: UUID,
    application_id: UUID,
    *,
    kind: Kind,
    result: Result,
    source: str,
    finding: str | None,
    checked_at: datetime,
    now: datetime,
) -> Check:
    """Put what a source said of the applicant on record; the applicant is told."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    made = Check.record(application.id, kind, result, source=source, finding=finding, checked_at=checked_at, now=now)
    session.add(made)
    await tell_diligence(session, application, now=now)
    return made


async def correct_check(
    session: AsyncSession, applicant_id: UUID, check_id: UUID, text: str, *, expected: int | None, now: datetime
) -> Check:
    """The applicant says what is wrong with a check; the funder is told, and may check again."""
    check = await check_to_correct(session, check_id)
    application = await applicants_application(session, applicant_id, check.application_id)
    must_match(check.version, expected)
    check.correct(text, now=now)
    await tell_diligence(session, application, now=now)
    return check


async def override_diligence(
    session: AsyncSession, funder_id: UUID, application_id: UUID, reason: str, *, by: str, now: datetime
) -> Diligence:
    """A person answers for going on with a red light, as it stands now."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    found = await diligence_on(session, application.id, now=now)
    if found.light is not Light.RED or found.is_overridden:
        raise RuleBroken("Only a red light is overridden, once for the checks that it rests on.")
    standing = [each.id for each in found.standing]
    if found.override is None:
        made = Override(
            application_id=application.id, reason=reason, checks=standing, overridden_by=by, overridden_at=now
        )
        session.add(made)
    else:
        found.override.answer(reason, standing, by=by, now=now)
    return await tell_diligence(session, application, now=now)


async def tell_diligence(session: AsyncSession, application: Application, *, now: datetime) -> Diligence:
    """Tell both parties all that stands."""
    await session.flush()
    found = await diligence_on(session, application.id, now=now)
    told = DiligenceChanged(
        occurred_at=now,
        scheme_id=application.scheme_id,
        funder_id=application.funder_id,
        applicant=await party(session, application.applicant_id),
        light=found.light,
        is_overridden=found.is_overridden,
        checks=[
            CheckTold(
                kind=each.kind,
                result=each.result,
                source=each.source,
                finding=each.finding,
                checked_at=each.checked_at,
                correction=each.correction,
            )
            for each in found.standing
        ],
    )
    await emit(session, application.id, told)
    return found
