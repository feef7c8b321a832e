"""The snapshot of ratings that a competition rests on."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.methods.domain import Figures
from tendering.snapshots.rules import rating_score
from tendering.snapshots.tables import promises_kept, rated


async def ratings_of(
    session: AsyncSession, bidders: Sequence[UUID], figures: Figures, *, until: datetime
) -> dict[UUID, Fraction]:
    """The snapshot: each bidder's score of 0 to 10 by what users had said up to then."""
    latest = (
        select(rated.c.organisation_id, rated.c.stars)
        .where(rated.c.organisation_id.in_(bidders), rated.c.occurred_at <= until)
        .ext(distinct_on(rated.c.organisation_id))
        .order_by(rated.c.organisation_id, rated.c.occurred_at.desc())
    )
    stars = {row.organisation_id: row.stars for row in await session.execute(latest)}
    return {bidder: rating_score(stars.get(bidder, ()), figures) for bidder in bidders}


async def promises_kept_by(
    session: AsyncSession, bidders: Sequence[UUID], *, until: datetime
) -> dict[UUID, Fraction | None]:
    """How far each bidder kept its promises of late, as was known up to then; None is no evidence, and no nought."""
    latest = (
        select(promises_kept.c.organisation_id, promises_kept.c.ratio)
        .where(promises_kept.c.organisation_id.in_(bidders), promises_kept.c.occurred_at <= until)
        .ext(distinct_on(promises_kept.c.organisation_id))
        .order_by(promises_kept.c.organisation_id, promises_kept.c.occurred_at.desc())
    )
    found = {row.organisation_id: row.ratio for row in await session.execute(latest)}
    return {bidder: None if found.get(bidder) is None else Fraction(found[bidder]) for bidder in bidders}
