"""What one may ask about the reviews of grants."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identity import Actor
from grants.agreements.queries import grant_of
from grants.agreements.tables import grants
from grants.reviews.domain import Review, Waiting
from grants.reviews.rules import months_between
from grants.reviews.tables import reviews
from kernel.errors import NotFound


async def last_review(session: AsyncSession, grant_id: UUID) -> Review | None:
    """The latest; None for a grant that nobody has reviewed."""
    query = select(Review).where(reviews.c.grant_id == grant_id).order_by(reviews.c.number.desc()).limit(1)
    return (await session.scalars(query)).one_or_none()


async def readable_reviews(
    session: AsyncSession, reader: Actor, grant_id: UUID, *, after: int = 0, limit: int
) -> Sequence[Review]:
    """Reviews after one of them, for the recipient, the funder's people and auditors; else as if not there."""
    grant = await grant_of(session, grant_id)
    if not grant.concerns(reader.organisation, reader.roles):
        raise NotFound(f"There is no grant {grant_id} of yours.")
    query = select(Review).where(reviews.c.grant_id == grant_id, reviews.c.number > after)
    return (await session.scalars(query.order_by(reviews.c.number).limit(limit))).all()


async def waiting_for_review(
    session: AsyncSession, funder_id: UUID, *, by: date, today: date, after: UUID | None, limit: int
) -> Sequence[Waiting]:
    """The funder's running grants to be reviewed by that day, in the order of their identifiers."""
    newest = select(reviews).order_by(reviews.c.grant_id, reviews.c.number.desc())
    last = newest.ext(distinct_on(reviews.c.grant_id)).subquery()
    first = cast(grants.c.awarded_on + func.make_interval(0, months_between(on=today)), Date)
    due = func.coalesce(last.c.due_on, first)
    query = (
        select(grants.c.id.label("grant_id"), grants.c.recipient_id, grants.c.title, grants.c.ends_on)
        .add_columns(due.label("due_on"), last.c.reviewed_at)
        .outerjoin(last, last.c.grant_id == grants.c.id)
        .where(grants.c.funder_id == funder_id, grants.c.closed_on.is_(None), due <= func.least(by, grants.c.ends_on))
        .order_by(grants.c.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(grants.c.id > after)
    return [Waiting(**row) for row in (await session.execute(query)).mappings()]
