"""Questions about disclosures."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.disclosures.domain import Disclosure, Kind
from registry.disclosures.tables import disclosures
from registry.organisations.queries import organisation_of


async def current_disclosures(session: AsyncSession, organisation_id: UUID, kind: Kind) -> Sequence[Disclosure]:
    """What counts of one kind: corrected figures are left out."""
    d = disclosures.c
    query = select(Disclosure).where(d.organisation_id == organisation_id, d.kind == kind, d.current)
    return (await session.scalars(query)).all()


async def disclosures_of(
    session: AsyncSession, organisation_id: UUID, *, kind: Kind | None = None, after: UUID | None = None, limit: int
) -> Sequence[Disclosure]:
    """Everything an organisation disclosed, in the order in which it did. Raises NotFound for no organisation."""
    await organisation_of(session, organisation_id)
    query = select(Disclosure).where(disclosures.c.organisation_id == organisation_id)
    if kind is not None:
        query = query.where(disclosures.c.kind == kind)
    if after is not None:
        query = query.where(disclosures.c.id > after)
    return (await session.scalars(query.order_by(disclosures.c.id).limit(limit))).all()
