"""What an authority owes, and by when."""

from fastapi import Response

from chassis.http import Now, Reading
from kernel.clock import day_of
from transparency.calendars.queries import calendar_for
from transparency.directory.queries.organisations import organisation_called
from transparency.site.views.page import PageRouter, show

router = PageRouter()


@router.page("/organisations/{reference}/calendar")
async def read_calendar(reference: str, session: Reading, now: Now) -> Response:
    """What is due when for a buyer: overdue first, then by its last day."""
    buyer = await organisation_called(session, reference)
    calendar = await calendar_for(session, buyer.id, now=now)
    return show("calendar.html", buyer=buyer, calendar=calendar, today=day_of(now))
