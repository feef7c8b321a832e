"""Track records over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Now, Reading, Router
from tendering.track_records import queries
from tendering.track_records.domain import TrackRecord
from tendering.track_records.schemas import TrackRecordOut

router = Router(tags=["track records"])
Division = Annotated[str | None, Query(pattern=r"^[0-9]{2}$", description="the first two digits of a CPV code")]


@router.get("/track-records/{supplier_id}", response_model=TrackRecordOut)
async def read_track_record(supplier_id: UUID, reading: Reading, now: Now, division: Division = None) -> TrackRecord:
    """How all buyers assessed a supplier's contracts of late, and what that comes to: evidence, for everybody."""
    return await queries.track_record_of(reading, supplier_id, division=division, now=now)
