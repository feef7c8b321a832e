"""What one may do with a grant: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import GrantAwarded
from grants.adoptions.commands import stand_by
from grants.agreements.domain import Grant, Instrument
from grants.agreements.queries import grant_told, pot_of
from grants.applicants.queries import own_applicant
from grants.applicants.rules import leaves_reserved
from grants.applications.domain import Application
from grants.applications.queries import funders_application
from grants.costs.commands import settle_costs
from grants.readiness.commands import must_be_ready
from grants.schemes.domain import Scheme
from grants.schemes.queries import scheme_to_commit
from grants.subsidies.commands import give_lawfully
from kernel.money import Money
from kernel.versions import must_match


async def award_grant(
    session: AsyncSession,
    funder_id: UUID,
    application_id: UUID,
    *,
    amount: Money,
    starts_on: date,
    ends_on: date,
    instrument: Instrument = Instrument.OUTRIGHT,
    by: str,
    expected: int | None,
    now: datetime,
) -> Grant:
    """Decide for an application. `expected` is the application's version, `by` the subject of whoever decides.

    Raises Refused where a rule that the funder adopted says no, or the Subsidy Control Act.
    """
    application = await funders_application(session, funder_id, application_id)
    must_match(application.version, expected)
    scheme = await scheme_to_commit(session, application.scheme_id)
    await must_be_ready(session, application, scheme, amount, by=by, now=now)
    await must_leave_reserved(session, application, scheme, amount, now=now)
    await give_lawfully(session, application, amount, now=now)
    term = {"starts_on": starts_on, "ends_on": ends_on}
    grant = Grant.award(application, scheme, amount, **term, instrument=instrument, now=now)
    session.add(grant)
    await settle_costs(session, application.id, amount)
    await emit(session, grant.id, GrantAwarded(occurred_at=now, grant=await grant_told(session, grant)))
    return grant


async def must_leave_reserved(
    session: AsyncSession, application: Application, scheme: Scheme, amount: Money, *, now: datetime
) -> None:
    """Raise Refused for an award to another out of what the scheme keeps for small and local organisations."""
    if scheme.reserved_share is not None:
        applicant, pot = await own_applicant(session, application.id), await pot_of(session, scheme)
        await stand_by(session, [leaves_reserved(applicant, pot, amount, now=now)], application.id)
