"""The diary over HTTP: what is due when."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Visitor
from chassis.wire import DayIn
from kernel.clock import day_of
from tendering.diary import queries
from tendering.diary.rules import owed, waited_out
from tendering.diary.schemas import DiaryOut, DutyOut, OwedOut
from tendering.notices.queries import visible_notice
from tendering.obligations.domain import State

router = Router(tags=["obligations"])


@router.get("/notices/{notice_id}/obligations", response_model=DiaryOut)
async def read_obligations(notice_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> DiaryOut:
    """Every duty of a procurement, from what happened in it, with its state today."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    today = day_of(now)
    found = owed(await queries.history_of(reading, notice), now=now)
    return DiaryOut(
        notice_id=notice.id,
        duties=[
            OwedOut.on(waited_out(each, today), today, notice.id).model_copy(update={"award_id": award_id})
            for award_id, each in found
        ],
    )


@router.get("/calendar", response_model=Listing[DutyOut])
async def read_calendar(
    reading: Reading,
    page: Page,
    now: Now,
    *,
    buyer_id: UUID,
    first: Annotated[DayIn | None, Query(alias="from")] = None,
    last: Annotated[DayIn | None, Query(alias="to")] = None,
    state: State | None = None,
) -> Listing[DutyOut]:
    """What is due when for an authority, overdue first; without a `state`, whatever is not met."""
    today = day_of(now)
    after = None if page.after is None else (date.fromisoformat(page.after[0]), UUID(page.after[1]))
    found = await queries.calendar(
        reading, buyer_id, first=first, last=last, state=state, today=today, after=after, limit=page.limit
    )
    return paged([DutyOut.of(each, today) for each in found], page, key=lambda duty: [str(duty.due), str(duty.id)])
