"""The page where a bidder reads why it won or lost, criterion by criterion (PA 2023 s.50). It needs no script."""

from uuid import UUID

from fastapi.responses import HTMLResponse

from chassis.http import Reading, Router
from chassis.identity import Visitor
from pages import Shelf, private
from tendering.notices.queries import visible_notice
from tendering.summaries.domain import Standing
from tendering.summaries.queries import summaries_sent

WORDS = {Standing.WON: "won", Standing.LOST: "not won", Standing.NOT_ASSESSED: "not assessed"}
COLOURS = {Standing.WON: "green", Standing.LOST: "grey", Standing.NOT_ASSESSED: "grey"}

router = Router(include_in_schema=False)
shelf = Shelf("tendering.summaries")


@router.get("/notices/{notice_id}/assessment")
async def show_assessment(notice_id: UUID, visitor: Visitor, reading: Reading) -> HTMLResponse:
    """What was sent to this bidder last, a table for each lot; who is nobody yet is asked to sign in."""
    bidder_id = visitor.organisation if visitor and visitor.has("provider") else None
    notice = await visible_notice(reading, bidder_id, notice_id)
    sent = await summaries_sent(reading, notice_id, bidder_id=bidder_id) if bidder_id else ()
    html = shelf.render(
        "assessment.html",
        notice=notice,
        bidder_id=bidder_id,
        lots={lot.id: lot.title for lot in notice.lots},
        summaries=list({each.lot_id: each for each in sent}.values()),  # a later one replaces the one before
        words=WORDS,
        colours=COLOURS,
        address=f"/tendering/v1/notices/{notice_id}/assessment",
    )
    return HTMLResponse(html, headers=private())
