"""How an assessment summary looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import DecimalOut, Out
from tendering.summaries.domain import Standing


class AssessedOut(Out):
    """One criterion: the bid's points, the winning bid's, and why each has them.

    `rationales` are what a panel wrote, naming nobody; where nobody marks, what the points are counted from.
    """

    criterion: str
    weight: DecimalOut
    points: DecimalOut
    winner_points: DecimalOut | None
    rationales: list[str]
    winner_rationales: list[str]


class SummaryOut(Out):
    """How one bid for one lot was assessed, and why this came of it. A later one for the same lot replaces it."""

    id: UUID
    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    bidder_id: UUID
    standing: Standing
    total: DecimalOut | None
    winner_bid_id: UUID | None
    winner_total: DecimalOut | None
    limit: int | None
    because: list[str]
    criteria: list[AssessedOut]
    sent_at: datetime


class SentOut(Out):
    """How many summaries were sent now; those that said the same before are not sent again."""

    sent: int
