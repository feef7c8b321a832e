"""What one may do about the review of a grant: make it, and hold payments against it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import ReviewMade
from grants.adoptions.commands import stand_by
from grants.adoptions.domain import Standard
from grants.agreements.domain import Grant
from grants.agreements.queries import funders_grant
from grants.reviews.domain import Recommendation, Review
from grants.reviews.queries import last_review
from grants.reviews.rules import is_reviewed, next_due
from grants.schemes.queries import standards_for
from kernel.clock import day_of


async def review_grant(
    session: AsyncSession,
    funder_id: UUID,
    by: str,
    grant_id: UUID,
    *,
    finding: str,
    recommendation: Recommendation,
    next_on: date | None,
    now: datetime,
) -> Review:
    """Put on record what the funder found, and by when it looks again. Raises RuleBroken once the grant is closed."""
    grant = await funders_grant(session, funder_id, grant_id)
    grant.must_run()
    last = await last_review(session, grant_id)
    review = Review(
        grant_id=grant_id,
        number=1 if last is None else last.number + 1,
        finding=finding,
        recommendation=recommendation,
        reviewed_by=by,
        reviewed_at=now,
        due_on=next_due(next_on, today=day_of(now)),
    )
    session.add(review)
    told = ReviewMade(
        occurred_at=now,
        funder_id=funder_id,
        recipient_id=grant.recipient_id,
        number=review.number,
        finding=finding,
        recommendation=recommendation,
        reviewed_on=day_of(now),
        next_due_on=review.due_on,
    )
    await emit(session, grant_id, told)
    return review


async def must_be_reviewed(session: AsyncSession, grant: Grant, *, now: datetime) -> None:
    """Raise Refused where the funder adopted yearly reviews and the grant may not be paid on the last that it had.

    A closed grant is reviewed no more: what it came to is paid.
    """
    if grant.closed_on is None and Standard.REVIEW in await standards_for(session, grant.scheme_id):
        await stand_by(session, [is_reviewed(grant, await last_review(session, grant.id), now=now)], grant.id)
