"""What a bidder is told of the assessment. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.identifiers import new_id


class Standing(StrEnum):
    """What came of a bid for a lot. One whose price or bidder was not admitted is `NOT_ASSESSED`."""

    WON = "won"
    LOST = "lost"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """One criterion: the points of the bid and of the winning one, to four places, and why each has them.

    `rationales` are what a panel wrote, in the order of the alphabet: a fixed order of members would tell who wrote
    which. Where nobody marks they say what the points are counted from.
    """

    criterion: str
    weight: Decimal
    points: Decimal
    winner_points: Decimal | None
    rationales: tuple[str, ...]
    winner_rationales: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class Summary:
    """The assessment summary of one bid for one lot, as it was sent (s.50). It names no member of a panel.

    `limit` is the limit on lots where it decided who wins; `because` are sentences that say why.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    bidder_id: UUID
    standing: Standing
    total: Decimal | None
    winner_bid_id: UUID | None
    winner_total: Decimal | None
    limit: int | None
    because: list[str]
    criteria: tuple[Assessed, ...]
    sent_at: datetime

    def says(self) -> tuple[object, ...]:
        """Everything that it tells; two that say the same need not both be sent."""
        told = (self.standing, self.total, self.winner_bid_id, self.winner_total, self.limit)
        return (self.lot_id, self.bid_id, *told, *self.because, *self.criteria)
