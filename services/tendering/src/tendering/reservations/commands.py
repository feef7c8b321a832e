"""What tendering remembers by itself of reserved lots."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.reservations.tables import reserved_awards


async def remember_reserved_award(
    session: AsyncSession,
    award_id: UUID,
    supplier_id: UUID,
    *,
    authority_id: UUID,
    awarded_on: date,
    cpv: Sequence[str],
) -> None:
    """An award under s.33: it stands in the way of a comparable one for three years."""
    award = {"award_id": award_id, "organisation_id": supplier_id, "authority_id": authority_id}
    await session.execute(insert(reserved_awards), {**award, "awarded_on": awarded_on, "cpv": list(cpv)})
