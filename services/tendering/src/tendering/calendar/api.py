"""The calendar over HTTP: what is due when for an authority."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Visitor, oversees
from chassis.wire import DayIn
from kernel.clock import day_of
from tendering.calendar import queries
from tendering.calendar.schemas import DutyOut
from tendering.obligations.domain import State

router = Router(tags=["obligations"])


@router.get("/calendar", response_model=Listing[DutyOut])
async def read_calendar(
    reading: Reading,
    page: Page,
    now: Now,
    *,
    visitor: Visitor,
    buyer_id: UUID,
    first: Annotated[DayIn | None, Query(alias="from")] = None,
    last: Annotated[DayIn | None, Query(alias="to")] = None,
    state: State | None = None,
) -> Listing[DutyOut]:
    """What is due when for an authority, overdue first; without a `state`, whatever is not met.

    What it owes because it excluded somebody is shown to its commissioners and to auditors.
    """
    today = day_of(now)
    after = None if page.after is None else (date.fromisoformat(page.after[0]), UUID(page.after[1]))
    found = await queries.calendar(
        reading,
        buyer_id,
        first=first,
        last=last,
        state=state,
        today=today,
        confidential=oversees(visitor, buyer_id),
        after=after,
        limit=page.limit,
    )
    return paged([DutyOut.of(each, today) for each in found], page, key=lambda duty: [str(duty.due), str(duty.id)])
