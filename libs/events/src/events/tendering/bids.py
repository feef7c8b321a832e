"""What was in at the deadline, and what came of it."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party


class BidReceived(Event):
    """A provider's bid was in at the deadline; its bidder and services hear of it. The entity is the bid.

    Recorded when the bids are opened: before that, even a redacted place in the ledger would tell that somebody bid.
    `received_at` is the time on the bidder's receipt.
    """

    type: ClassVar[str] = "tendering.bid.received.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    bidder: Party
    lot_ids: list[UUID]
    received_at: datetime

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.bidder.id})


class CommitmentsLogged(Event):
    """The deadline of a notice with sealed bids has passed: what was in, by its digests. The entity is the notice.

    Sorted, so that the order says nothing; who bid is told when the bids are opened.
    """

    type: ClassVar[str] = "tendering.commitments.logged.v1"

    notice_id: UUID
    key_id: UUID
    commitments: list[str]  # SHA-256 of each sealed envelope


class SpoiltBid(Part):
    commitment: str
    reason: str


class BidsOpened(Event):
    """So many holders of shares have met and opened all sealed bids of a notice, at once. The entity is the notice.

    `missing` were logged at the deadline, and were not there to be opened.
    """

    type: ClassVar[str] = "tendering.bids.opened.v1"

    notice_id: UUID
    key_id: UUID
    threshold: int
    holders: list[UUID]  # the organisations whose openers brought their shares
    opened: list[str]
    spoilt: list[SpoiltBid]
    missing: list[str]
