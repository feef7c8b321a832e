"""What an award is. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from kernel.identifiers import new_id
from kernel.money import Money
from tendering.bids.domain import Bid
from tendering.notices.domain import Notice


@dataclass(eq=False, kw_only=True)
class Award:
    """A decision, never changed. `value` is what the bid asks for these lots; `bids_received` counts it in.

    Without a bid it was made directly, at the value that the buyer states.

    `standstill_working_days` are those that the buyer announced; `standstill_ends_on` is the last day on which the
    contract may not be signed, whether by law or by that announcement. `decisions` are the rules consulted, by id.
    Of a framework it is a seat on one lot, and `rank` its place there, the best being 1.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    bid_id: UUID | None
    buyer_id: UUID
    supplier_id: UUID
    lot_ids: list[UUID]
    value: Money
    reason: str
    decided_at: datetime
    bids_received: int
    rank: int | None = None
    standstill_working_days: int | None = None
    standstill_ends_on: date | None = None
    decisions: list[UUID] = field(default_factory=list)

    @classmethod
    def decide(
        cls, notice: Notice, bid: Bid, lot_ids: Sequence[UUID], *, reason: str, bids_received: int, now: datetime
    ) -> Self:
        """Give lots to a bidder, at the price of its bid. Each lot goes once."""
        award = cls(
            notice_id=notice.id,
            bid_id=bid.id,
            buyer_id=notice.buyer_id,
            supplier_id=bid.bidder_id,
            lot_ids=list(lot_ids),
            value=bid.price_of(lot_ids),
            reason=reason,
            decided_at=now,
            bids_received=bids_received,
        )
        notice.award(lot_ids, award.id, now=now)
        return award
