"""A supplier's complaint, anonymous to the authority. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id


class Outcome(StrEnum):
    """What the authority made of it."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"


@dataclass(eq=False, kw_only=True)
class Complaint:
    """What a supplier says of a procurement. `complainant_id` is for itself alone; it stands in no event.

    `due_on` is the last day for the answer.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    buyer_id: UUID
    complainant_id: UUID
    text: str
    lodged_on: date
    due_on: date
    outcome: Outcome | None = None
    answer: str | None = None
    answered_at: datetime | None = None
    overdue_told_at: datetime | None = None
    version: int = 1

    def decide(self, outcome: Outcome, answer: str, *, now: datetime) -> None:
        """The authority answers, once; outcome and answer are public from then on."""
        if self.outcome is not None:
            raise RuleBroken("The complaint is answered already.")
        self.outcome, self.answer, self.answered_at = outcome, answer, now
        self.version += 1
