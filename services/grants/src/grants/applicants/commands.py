"""What an applicant may do about what it says of itself: say it, and say it anew."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import ApplicantStated, SubgrantTold
from grants.applicants.domain import Applicant, Subgrant
from grants.applicants.queries import own_applicant
from grants.applicants.rules import size_of
from grants.applications.queries import applicants_application
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match


async def state_applicant(
    session: AsyncSession,
    applicant_id: UUID,
    application_id: UUID,
    *,
    annual_income: Money,
    local_share: Decimal,
    subgrants: Sequence[Subgrant],
    expected: int | None,
    now: datetime,
) -> Applicant:
    """Say how small and local it is and whom it leads, until the application is decided."""
    application = await applicants_application(session, applicant_id, application_id)
    application.must_be_open()
    size = size_of(annual_income, local_share, on=day_of(now))
    applicant = await own_applicant(session, application_id)
    if applicant is None:
        applicant = Applicant(
            application_id=application_id, annual_income=annual_income, local_share=local_share, size=size
        )
        session.add(applicant)
    must_match(applicant.version, expected)
    applicant.subgrants.clear()
    await session.flush()  # their numbers are free again
    applicant.state(annual_income, local_share, size, subgrants)
    told = ApplicantStated(
        occurred_at=now,
        funder_id=application.funder_id,
        applicant_id=applicant_id,
        annual_income=str(annual_income),
        local_share=str(local_share),
        size=size,
        subgrants=[SubgrantTold(partner=each.partner, share=str(each.share)) for each in subgrants],
    )
    await emit(session, application_id, told)
    return applicant
