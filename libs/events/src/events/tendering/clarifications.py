"""What bidders asked, and what all of them were answered."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Event


class ClarificationGiven(Event):
    """A question was answered to everybody. Nobody is told who asked. The entity is the question."""

    type: ClassVar[str] = "tendering.clarification.given.v1"

    notice_id: UUID
    question: str
    asked_at: datetime
    answer: str
