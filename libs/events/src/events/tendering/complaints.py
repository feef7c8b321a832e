"""Complaints of suppliers, whose author no authority knows."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Party


class ComplaintLodged(Event):
    """Some supplier complains of a procurement; nobody is told who. The entity is the complaint, in these three."""

    type: ClassVar[str] = "tendering.complaint.lodged.v1"

    notice_id: UUID
    buyer: Party
    due_on: date


class ComplaintAnswered(Event):
    """What the authority made of a complaint: `upheld`, `partly_upheld` or `not_upheld`, and why."""

    type: ClassVar[str] = "tendering.complaint.answered.v1"

    notice_id: UUID
    buyer: Party
    outcome: str
    answer: str


class ComplaintOverdue(Event):
    """The days for an answer are over, and there is none."""

    type: ClassVar[str] = "tendering.complaint.overdue.v1"

    notice_id: UUID
    buyer: Party
    due_on: date
