"""The documents of bids over HTTP, for whoever may read the bid."""

from uuid import UUID

from fastapi import Request, Response

from chassis.documents import FILE, handed_over_by, served
from chassis.http import Now, Reading, Router
from chassis.identity import Caller
from tendering.bids.queries import readable_bid
from tendering.enclosures.queries import enclosed, must_be_named
from tendering.enclosures.schemas import EnclosuresOut, told

router = Router(prefix="/bids/{bid_id}/documents", tags=["bids"])


@router.get("", response_model=EnclosuresOut)
async def list_enclosures(bid_id: UUID, caller: Caller, reading: Reading, now: Now) -> EnclosuresOut:
    """The documents that an open bid names, each with what a scanner says of it."""
    bid = await readable_bid(reading, caller.organisation, caller.roles, bid_id, now=now)
    return EnclosuresOut(documents=[told(found) for found in await enclosed(reading, bid)])


@router.get("/{sha256}", response_class=Response, responses=FILE)
async def read_enclosure(
    request: Request, bid_id: UUID, sha256: str, *, caller: Caller, reading: Reading, now: Now
) -> Response:
    """One of them, if it was handed over and nothing is wrong with it."""
    bid = await readable_bid(reading, caller.organisation, caller.roles, bid_id, now=now)
    must_be_named(bid, sha256)
    return await served(request, await handed_over_by(reading, sha256, bid.bidder_id))
