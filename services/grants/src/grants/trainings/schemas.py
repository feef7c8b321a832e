"""How a certificate of training looks on the wire."""

from datetime import date, datetime
from uuid import UUID

from chassis.wire import DayIn, Name, Out, Strict, example


class TrainingIn(
    Strict,
    json_schema_extra=example(
        subject="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        course="Grants: the core training",
        completed_on="2026-10-01",
        expires_on="2028-09-30",
    ),
):
    """A course that one of your people completed; `subject` is that of their token."""

    subject: Name
    course: Name
    completed_on: DayIn
    expires_on: DayIn


class TrainingOut(Out):
    """A certificate, for its funder's own people."""

    id: UUID
    subject: str
    course: str
    completed_on: date
    expires_on: date
    recorded_at: datetime
