"""What one may ask of a supplier's past; it is public, as every assessment is."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.notices.domain import Notice
from tendering.suppliers.queries import party
from tendering.terms.domain import PastPerformance
from tendering.track_records.domain import Assessed, DisputeOutcome, Rating, Suspension, TrackRecord
from tendering.track_records.rules import divisions_of, record_of
from tendering.track_records.tables import past_assessments


async def track_record_of(
    session: AsyncSession, supplier_id: UUID, *, division: str | None, now: datetime
) -> TrackRecord:
    """How all buyers assessed the supplier's contracts of late; `division` keeps to one kind of service."""
    await party(session, supplier_id)
    divisions = None if division is None else {division}
    return (await records_of(session, [supplier_id], divisions, until=now))[supplier_id]


async def records_at_deadline(
    session: AsyncSession, notice: Notice, bidders: Collection[UUID]
) -> Mapping[UUID, TrackRecord]:
    """The snapshot: how contracts of the notice's kinds had been assessed by its deadline, for each bidder.

    Nothing where the notice does not declare that earlier assessments are looked at (s.23); without codes it looks at
    every kind.
    """
    if PastPerformance.INDICATORS not in notice.past_performance:
        return {}
    return await records_of(session, bidders, divisions_of(notice.cpv) or None, until=notice.closes_at)


async def records_of(
    session: AsyncSession, suppliers: Collection[UUID], divisions: Collection[str] | None, *, until: datetime
) -> dict[UUID, TrackRecord]:
    """Each supplier's record as it stood then, oldest assessment first; None for `divisions` looks at every kind.

    What was set aside by then is no part of it; what was disputed and undecided is told as suspended.
    """
    kept = past_assessments.c
    query = select(past_assessments).where(kept.supplier_id.in_(suppliers), kept.assessed_at <= until)
    if divisions is not None:
        query = query.where(kept.divisions.overlap(sorted(divisions)))
    found: dict[UUID, list[Assessed]] = {supplier: [] for supplier in suppliers}
    for row in (await session.execute(query.order_by(kept.assessed_at, kept.assessment_id))).mappings():
        suspension = _suspension(row)
        if suspension is None or not suspension.has_set_aside(until):
            found[row["supplier_id"]].append(
                _assessed(row, suspended=suspension is not None and suspension.holds(until))
            )
    return {supplier: record_of(supplier, assessed, day_of(until)) for supplier, assessed in found.items()}


def _suspension(row: RowMapping) -> Suspension | None:
    if row["disputed_at"] is None:
        return None
    return Suspension(
        since=row["disputed_at"],
        until=row["suspended_until"],
        decided_at=row["decided_at"],
        outcome=row["outcome"] and DisputeOutcome(row["outcome"]),
    )


def _assessed(row: RowMapping, *, suspended: bool) -> Assessed:
    kept: dict[str, Any] = {name: row[name] for name in ("contract_id", "buyer_id", "value", "last")}
    return Assessed(
        **kept,
        assessed_on=day_of(row["assessed_at"]),
        ratings=[Rating(each) for each in row["ratings"]],
        suspended=suspended,
    )
