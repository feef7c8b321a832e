"""How a complaint looks on the wire: never who complains."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from tendering.complaints.domain import Complaint, Outcome


class ComplaintIn(Strict, json_schema_extra=example(text="The notice asks for a turnover that no small provider has.")):
    """What is wrong. The authority reads these words: leave out what tells who you are."""

    text: Prose


class AnswerIn(
    Strict, json_schema_extra=example(outcome="upheld", answer="The condition is lifted in the next notice.")
):
    """What the authority makes of it; both are public."""

    outcome: Annotated[Outcome, Field(strict=False)]
    answer: Prose


class ComplaintOut(Out):
    """A complaint. Its text is null but for its authority, auditors and the one who wrote it."""

    id: UUID
    notice_id: UUID
    buyer_id: UUID
    text: str | None
    lodged_on: date
    due_on: date
    is_overdue: bool
    outcome: Outcome | None
    answer: str | None
    answered_at: datetime | None
    version: int

    @classmethod
    def of(cls, complaint: Complaint, *, today: date, with_text: bool) -> Self:
        """As this reader may see it."""
        shown = {name: getattr(complaint, name) for name in cls.model_fields.keys() - {"text", "is_overdue"}}
        late = complaint.outcome is None and today > complaint.due_on
        return cls(**shown, text=complaint.text if with_text else None, is_overdue=late)
