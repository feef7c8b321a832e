"""Grants, and the schemes they come from."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Grant, Scheme
from kernel.errors import NotFound
from transparency.directory.queries.finding import Asked
from transparency.directory.tables import grants, schemes


def asked_of_grants(text: str = "", *, party: UUID | None = None) -> Asked:
    """Grants, the latest first; `party` gave or received."""
    narrowed = [] if party is None else [or_(grants.c.funder_id == party, grants.c.recipient_id == party)]
    return Asked(grants, grants.c.awarded_on, falling=True, conditions=narrowed, text=text)


async def grant_called(session: AsyncSession, grant_id: UUID) -> Grant:
    """The grant as it stands. Raises NotFound."""
    facts = await session.scalar(select(grants.c.facts).where(grants.c.id == grant_id))
    if facts is None:
        raise NotFound("No grant is published at this address.")
    return Grant.model_validate(facts)


async def open_schemes(session: AsyncSession, today: date, *, most: int = 10) -> Sequence[Scheme]:
    """The schemes that welcome applications, the one that closes first at the top."""
    row = schemes.c
    query = select(row.facts).where(row.opens_on <= today, row.closes_on >= today)
    found = await session.scalars(query.order_by(row.closes_on, row.id).limit(most))
    return [Scheme.model_validate(facts) for facts in found]
