"""What grants tells of what recipients say."""

from typing import ClassVar
from uuid import UUID

from events import Audience, Event


class FeedbackGiven(Event):
    """A recipient said what its grant took; the funder is not told whose word it is. The entity is the grant."""

    type: ClassVar[str] = "grants.feedback.given.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    recipient_id: UUID
    hours_applying: int
    hours_reporting: int
    cost: str  # pounds, two decimals
    is_proportionate: bool
    would_apply_again: bool

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.recipient_id})
