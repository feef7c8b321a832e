"""Which of a bid's documents were handed over, and what a scanner says of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import known_among
from kernel.errors import NotFound
from tendering.bids.domain import Bid


async def enclosed(session: AsyncSession, bid: Bid) -> Sequence[Any]:
    """Each document that the bid names, in its order: its row, or its digest where it was not handed over yet."""
    named = bid.contents.documents if bid.contents else ()
    known = {row.sha256.hex(): row for row in await known_among(session, named, bid.bidder_id)}
    return [known.get(digest, digest) for digest in named]


def must_be_named(bid: Bid, sha256: str) -> None:
    """Raise NotFound for a document that the open bid does not name: its bidder may keep others here."""
    if bid.contents is None or sha256 not in bid.contents.documents:
        raise NotFound("The bid names no such document.")
