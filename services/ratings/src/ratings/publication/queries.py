"""What one may ask of everything that is published."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.checkpoints import checkpoints
from chassis.ledger import ledger
from ratings.credentials.tables import issued
from ratings.eligibility.queries import organisations_in
from ratings.eligibility.tables import contacts
from ratings.publication.domain import Wanted
from ratings.stories.domain import SHOWN, Story
from ratings.stories.tables import stories

PLACE = (stories.c.published_on, stories.c.id)


async def published_stories(
    session: AsyncSession, wanted: Wanted, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[Story]:
    """Published stories in the order of their publication; `after` is the last one already seen."""
    query = filtered(select(Story).where(stories.c.state.in_(SHOWN), stories.c.erased_on.is_(None)), wanted)
    if after is not None:
        query = query.where(tuple_(*PLACE) > tuple_(*after))
    return (await session.scalars(query.order_by(*PLACE).limit(limit))).all()


async def tag_of_all(session: AsyncSession) -> str:
    """A weak entity tag that changes whenever anything that is published may have, and sometimes when it has not."""
    known = [
        select(func.max(ledger.c.seq)),
        select(func.sum(checkpoints.c.position)),
        select(func.sum(issued.c.count)),
        select(func.sum(contacts.c.eligible)),
    ]
    return f'W/"{"-".join([str(await session.scalar(each) or 0) for each in known])}"'


def filtered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """With every filter that is given."""
    same = {"contract_id": wanted.contract, "buyer_id": wanted.buyer, "period": wanted.period}
    query = query.filter_by(**{name: value for name, value in same.items() if value is not None})
    if wanted.organisation is not None:
        query = query.where(stories.c.provider_ids.contains([wanted.organisation]))
    if wanted.service is not None:
        query = query.where(stories.c.service.icontains(wanted.service, autoescape=True))
    if wanted.area is not None:
        query = query.where(stories.c.buyer_id.in_(organisations_in(wanted.area)))
    if wanted.since is not None:
        query = query.where(stories.c.published_on >= wanted.since)
    if wanted.until is not None:
        query = query.where(stories.c.published_on <= wanted.until)
    return query
