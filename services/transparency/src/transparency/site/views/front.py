"""The front page, and the pages that say what this is."""

from fastapi import Response

from chassis.http import Now, Reading
from events.grants import Grant
from events.tendering import Agreement, Announcement
from transparency.directory.queries.figures import figures
from transparency.directory.queries.finding import rows_of
from transparency.directory.queries.grants import asked_of_grants
from transparency.directory.queries.procurements import asked_of_contracts, asked_of_open_notices
from transparency.site.views.page import PageRouter, show

LATEST = 5
router = PageRouter()


@router.page("/")
async def read_front_page(session: Reading, now: Now) -> Response:
    """What there is, a few true figures, and the latest."""
    contracts = await rows_of(session, asked_of_contracts(), limit=LATEST)
    grants = await rows_of(session, asked_of_grants(), limit=LATEST)
    notices = await rows_of(session, asked_of_open_notices(now), limit=LATEST)
    return show(
        "front.html",
        figures=await figures(session),
        contracts=[Agreement.model_validate(row["facts"]) for row in contracts],
        grants=[Grant.model_validate(row["facts"]) for row in grants],
        notices=[Announcement.model_validate(row["facts"]) for row in notices],
    )


@router.page("/about")
async def read_about() -> Response:
    """What this is, and who stands behind what it shows."""
    return show("about.html")


@router.page("/accessibility")
async def read_accessibility() -> Response:
    """How the site may be used, and whom to tell where it cannot."""
    return show("accessibility.html")
