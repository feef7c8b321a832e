"""What one may ask about what recipients say: of a funder, together."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Integer, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.agreements.tables import grants
from grants.feedback.domain import Together, told_of
from grants.feedback.tables import feedback
from grants.parties.queries import party
from kernel.money import Money
from rulebook.rules import rule


async def feedback_on(session: AsyncSession, funder_id: UUID, *, today: date) -> Together | None:
    """What recipients say of a funder, the oldest whole steps of answers; None while there are too few."""
    await party(session, funder_id)
    step = rule("grants.feedback", on=today).number("step")
    own = feedback.c.funder_id == funder_id
    count = told_of(await session.scalar(select(func.count()).where(own)) or 0, step)
    if not count:
        return None
    first = select(feedback).where(own).order_by(feedback.c.given_at, feedback.c.grant_id).limit(count).subquery()
    sums = select(
        func.sum(first.c.hours_applying),
        func.sum(first.c.hours_reporting),
        cast(func.sum(cast(first.c.cost, BigInteger)), BigInteger),
        cast(func.sum(grants.c.pence), BigInteger),
        func.sum(cast(first.c.is_proportionate, Integer)),
        func.sum(cast(first.c.would_apply_again, Integer)),
    ).join(grants, grants.c.id == first.c.grant_id)
    applying, reporting, cost, awarded, proportionate, again = (await session.execute(sums)).one()
    return Together(
        answers=count,
        hours_applying=applying,
        hours_reporting=reporting,
        cost=Money(cost),
        awarded=Money(awarded),
        proportionate=proportionate,
        again=again,
    )
