"""Phases over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Path

from chassis.http import Now, Reading, Router
from chassis.identity import Visitor
from chassis.wire import Digits
from tendering.notices.queries import visible_notice
from tendering.phases import queries
from tendering.phases.schemas import ProgressOut, progress_shown

router = Router(tags=["phases"])
Number = Annotated[int, Path(ge=1, le=20), Digits]


@router.get("/notices/{notice_id}/phases", response_model=ProgressOut)
async def read_progress(notice_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> ProgressOut:
    """How far the phases of a notice have come; nobody learns here who takes part."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    return progress_shown(await queries.progress_of(reading, notice), now=now)
