"""What grants tells of the reviews of running grants."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event


class ReviewMade(Event):
    """The funder looked at a running grant, to continue, amend or discontinue it. The entity is the grant."""

    type: ClassVar[str] = "grants.review.made.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    funder_id: UUID
    recipient_id: UUID
    number: int
    finding: str
    recommendation: str  # continue, amend, discontinue
    reviewed_on: date
    next_due_on: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.recipient_id})
