"""What one may do with a declaration of interest: make it, and make it anew."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from grants.applications.queries import funders_application
from grants.interests.domain import Declaration
from grants.interests.queries import own_declaration
from kernel.versions import must_match


async def declare_interest(
    session: AsyncSession,
    funder_id: UUID,
    assessor: str,
    application_id: UUID,
    *,
    has_conflict: bool,
    explanation: str | None,
    expected: int | None,
    now: datetime,
) -> Declaration:
    """Say whether one has an interest in an undecided application to one's own funder."""
    application = await funders_application(session, funder_id, application_id)
    application.must_be_open()
    said = await own_declaration(session, application.id, assessor)
    if said is None:
        said = Declaration(
            application_id=application.id,
            assessor=assessor,
            has_conflict=has_conflict,
            explanation=explanation,
            declared_at=now,
        )
        session.add(said)
        await flush_or_conflict(session, "You have just said so.")
    else:
        must_match(said.version, expected)
        said.restate(has_conflict=has_conflict, explanation=explanation, now=now)
    return said
