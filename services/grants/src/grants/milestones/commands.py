"""What one may do with a milestone: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import MilestoneAchieved, MilestoneReported
from grants.terms.domain import Terms
from grants.terms.queries import funders_terms, recipients_terms, whole_grant
from kernel.versions import must_match


async def report_milestone(
    session: AsyncSession,
    recipient_id: UUID,
    grant_id: UUID,
    number: int,
    evidence: str,
    *,
    expected: int | None,
    now: datetime,
) -> Terms:
    """The recipient says that it is reached, and what shows it."""
    terms = await recipients_terms(session, recipient_id, grant_id)
    must_match(terms.version, expected)
    terms.report_milestone(number, evidence)
    reported = MilestoneReported(occurred_at=now, number=number, grant=await whole_grant(session, terms.grant))
    await emit(session, grant_id, reported)
    return terms


async def accept_milestone(
    session: AsyncSession, funder_id: UUID, grant_id: UUID, number: int, *, expected: int | None, now: datetime
) -> Terms:
    """The funder agrees that it is reached; from then on it is earned."""
    terms = await funders_terms(session, funder_id, grant_id)
    must_match(terms.version, expected)
    terms.accept_milestone(number)
    achieved = MilestoneAchieved(occurred_at=now, number=number, grant=await whole_grant(session, terms.grant))
    await emit(session, grant_id, achieved)
    return terms
