"""What a recipient may do about its funder: say, once, what a grant took."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.grants import FeedbackGiven
from grants.agreements.queries import grant_of
from grants.feedback.domain import Feedback
from kernel.errors import NotFound
from kernel.money import Money


async def give_feedback(
    session: AsyncSession,
    recipient_id: UUID,
    by: str,
    grant_id: UUID,
    *,
    hours_applying: int,
    hours_reporting: int,
    cost: Money,
    is_proportionate: bool,
    would_apply_again: bool,
    now: datetime,
) -> Feedback:
    """Say what a grant of one's own took. Raises Conflict for a second time."""
    grant = await grant_of(session, grant_id)
    if grant.recipient_id != recipient_id:
        raise NotFound(f"There is no grant {grant_id} of yours.")
    given = Feedback(
        grant_id=grant_id,
        funder_id=grant.funder_id,
        hours_applying=hours_applying,
        hours_reporting=hours_reporting,
        cost=cost,
        is_proportionate=is_proportionate,
        would_apply_again=would_apply_again,
        given_by=by,
        given_at=now,
    )
    session.add(given)
    await flush_or_conflict(session, "What this grant took was said already.")
    told = FeedbackGiven(
        occurred_at=now,
        recipient_id=recipient_id,
        hours_applying=hours_applying,
        hours_reporting=hours_reporting,
        cost=str(cost),
        is_proportionate=is_proportionate,
        would_apply_again=would_apply_again,
    )
    await emit(session, grant_id, told)
    return given
