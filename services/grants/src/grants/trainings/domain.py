"""A certificate of training. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.identifiers import new_id


@dataclass(eq=False, kw_only=True)
class Training:
    """A course that somebody completed; `subject` is the subject of their token. It holds to `expires_on`, included."""

    id: UUID = field(default_factory=new_id)
    funder_id: UUID
    subject: str
    course: str
    completed_on: date
    expires_on: date
    recorded_at: datetime

    def __post_init__(self) -> None:
        if self.completed_on > day_of(self.recorded_at):
            raise Unacceptable("/completed_on", "Nobody has completed a course on a day to come.")
        if self.expires_on < self.completed_on:
            raise Unacceptable("/expires_on", "A certificate cannot expire before its course is completed.")

    def holds(self, day: date) -> bool:
        """Whether it is valid on that day."""
        return self.completed_on <= day <= self.expires_on
