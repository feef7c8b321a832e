"""The snapshot of ratings that a competition rests on."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.evidence import digest_of_snapshot, service_code_of
from tendering.methods.domain import Figures
from tendering.notices.domain import Notice
from tendering.snapshots.domain import Snapshot
from tendering.snapshots.rules import rating_score
from tendering.snapshots.tables import frozen_ratings, promises_kept, rated


async def snapshot_of(session: AsyncSession, notice: Notice) -> Snapshot:
    """What binds the ratings that count for a notice, found from what was told by its deadline, as ratings does."""
    latest = _latest(rated.c.digest, until=notice.closes_at)
    tellings = {row.organisation_id: row.digest for row in await session.execute(latest)}
    code, as_of = service_code_of(notice.cpv), notice.closes_at
    frozen = select(frozen_ratings.c.digest).where(frozen_ratings.c.notice_id == notice.id)
    return Snapshot(
        as_of=as_of,
        service_code=code,
        digest=digest_of_snapshot(notice.id, code, as_of, tellings),
        published=await session.scalar(frozen),
    )


def _latest(column: Column[Any], *, until: datetime) -> Select[Any]:
    """What each organisation was last told of up to then."""
    return (
        select(rated.c.organisation_id, column)
        .where(rated.c.occurred_at <= until)
        .ext(distinct_on(rated.c.organisation_id))
        .order_by(rated.c.organisation_id, rated.c.occurred_at.desc())
    )


async def ratings_of(
    session: AsyncSession, bidders: Sequence[UUID], figures: Figures, *, until: datetime
) -> dict[UUID, Fraction]:
    """The snapshot: each bidder's score of 0 to 10 by what users had said up to then."""
    latest = _latest(rated.c.stars, until=until).where(rated.c.organisation_id.in_(bidders))
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
