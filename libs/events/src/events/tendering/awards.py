"""What the buyer decided, who was told, who went to court over it, and what is overdue."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party
from events.tendering.notices import Announcement


class AwardDecision(Part):
    """Which bid won which lots, whole."""

    award_id: UUID
    notice_id: UUID
    title: str
    buyer: Party
    suppliers: list[Party]
    lot_ids: list[UUID]
    value: str
    decided_at: datetime
    bids_received: int


class AwardMade(Event):
    """The buyer has decided. The entity is the award."""

    type: ClassVar[str] = "tendering.award.made.v1"

    notice: Announcement
    award: AwardDecision


class AssessmentSummarySent(Event):
    """A bidder was told how its bid for a lot was assessed, before the award. The entity is the summary."""

    type: ClassVar[str] = "tendering.summary.sent.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    bidder: Party
    standing: str  # won, lost, not_assessed
    because: list[str]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.bidder.id})


class ClaimNotified(Event):
    """The authority was notified of proceedings over an award. The entity is the claim, in this and the next."""

    type: ClassVar[str] = "tendering.claim.notified.v1"

    award_id: UUID
    notice_id: UUID
    claimant: Party
    reference: str
    started_on: date
    suspends: bool


class ClaimEnded(Event):
    """Proceedings hold nothing any more: a court `lifted` the suspension, or the claimant has `withdrawn`."""

    type: ClassVar[str] = "tendering.claim.ended.v1"

    award_id: UUID
    notice_id: UUID
    claimant: Party
    ending: str
    reference: str
