"""What one may do about what a funder asks for: state it, and approve why it is much."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.grants import BurdenStated
from grants.applications.domain import Application
from grants.applications.queries import funders_application
from grants.burdens.domain import Burden, Statement
from grants.burdens.queries import burden_of, tier_for
from grants.burdens.rules import Tier, excess
from kernel.versions import must_match


async def state_burden(
    session: AsyncSession,
    funder_id: UUID,
    by: str,
    application_id: UUID,
    statement: Statement,
    *,
    expected: int | None,
    now: datetime,
) -> tuple[Burden, Tier]:
    """Say what is asked of an applicant, until its application is decided; an earlier approval is gone."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    burden = await session.get(Burden, application_id)
    if burden is None:
        burden = Burden(application_id=application_id, statement=statement, stated_by=by)
        session.add(burden)
        await flush_or_conflict(session, "Somebody has just said so.")
    else:
        must_match(burden.version, expected)
        burden.restate(statement, by=by)
    return burden, await tell(session, application, burden, now=now)


async def approve_burden(
    session: AsyncSession, funder_id: UUID, by: str, application_id: UUID, *, expected: int | None, now: datetime
) -> tuple[Burden, Tier]:
    """Take the explanation of what goes beyond the caps; it takes another person than who gave it."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    burden = await burden_of(session, application_id)
    must_match(burden.version, expected)
    burden.approve(by)
    return burden, await tell(session, application, burden, now=now)


async def tell(session: AsyncSession, application: Application, burden: Burden, *, now: datetime) -> Tier:
    """Tell both parties what is asked for, and the tier that it is held against."""
    tier, statement = await tier_for(session, application, burden, now=now), burden.statement
    told = BurdenStated(
        occurred_at=now,
        scheme_id=application.scheme_id,
        funder_id=application.funder_id,
        applicant_id=application.applicant_id,
        tier=tier.number,
        questions=statement.questions,
        documents=statement.documents,
        reports_per_year=statement.reports_per_year,
        upfront_share=str(statement.upfront_share),
        excess=[*excess(statement, tier)],
        explanation=statement.explanation,
        is_approved=burden.approved_by is not None,
    )
    await emit(session, application.id, told)
    return tier
