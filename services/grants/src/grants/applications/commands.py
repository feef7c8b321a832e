"""What one may do with an application: load, decide, record."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import ApplicationDecided, ApplicationReceived
from grants.applications.domain import Application
from grants.applications.queries import applicants_application, funders_application
from grants.parties.queries import active_provider, party
from grants.schemes.queries import scheme_of
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.money import Money
from kernel.versions import must_match


async def apply(
    session: AsyncSession,
    applicant_id: UUID,
    scheme_id: UUID,
    *,
    title: str,
    description: str,
    requested: Money,
    now: datetime,
) -> Application:
    """Ask for a grant, while the scheme is open. Raises NotFound or RuleBroken for who may not."""
    applicant = await active_provider(session, applicant_id)
    scheme = await scheme_of(session, scheme_id)
    if scheme.funder_id == applicant_id:
        raise RuleBroken("A funder cannot apply to its own scheme.")
    scheme.must_welcome(now=now)
    application = Application(
        id=new_id(),
        scheme_id=scheme.id,
        funder_id=scheme.funder_id,
        applicant_id=applicant_id,
        title=title,
        description=description,
        requested=requested,
        received_at=now,
    )
    application.must_fit(scheme)
    session.add(application)
    received = ApplicationReceived(
        occurred_at=now,
        scheme_id=scheme.id,
        funder_id=scheme.funder_id,
        applicant=applicant,
        title=title,
        requested=str(requested),
    )
    await emit(session, application.id, received)
    return application


async def withdraw_application(
    session: AsyncSession, applicant_id: UUID, application_id: UUID, *, expected: int | None
) -> Application:
    """Take an application back before it is decided."""
    application = await applicants_application(session, applicant_id, application_id)
    must_match(application.version, expected)
    application.withdraw()
    return application


async def decide_application(
    session: AsyncSession,
    funder_id: UUID,
    application_id: UUID,
    step: Callable[[Application], None],
    reason: str,
    *,
    expected: int | None,
    now: datetime,
) -> Application:
    """Refuse an application, or keep it in reserve: `step`. Raises RuleBroken as it does."""
    application = await funders_application(session, funder_id, application_id)
    must_match(application.version, expected)
    step(application)
    await tell_decision(session, application, reason, now=now)
    return application


async def tell_decision(session: AsyncSession, application: Application, reason: str, *, now: datetime) -> None:
    """Tell its two parties where the application stands."""
    told = ApplicationDecided(
        occurred_at=now,
        scheme_id=application.scheme_id,
        funder_id=application.funder_id,
        applicant=await party(session, application.applicant_id),
        title=application.title,
        requested=str(application.requested),
        status=application.status,
        reason=reason,
    )
    await emit(session, application.id, told)
