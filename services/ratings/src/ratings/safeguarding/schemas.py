"""How serious matters look on the wire: with their words only for the lead who has acknowledged them."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from ratings.safeguarding.domain import Matter


class LeadIn(Strict, json_schema_extra=example(subject="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")):
    """The subject of the token of the one person who reads serious matters for you."""

    subject: Annotated[str, Field(min_length=1, max_length=200)]


class LeadOut(Out):
    """Who reads serious matters; only the authority is told."""

    buyer_id: UUID
    subject: str
    named_at: datetime
    version: int


class MatterOut(Out):
    """A serious matter. `text` is null until its lead has acknowledged it, and where its author took it back."""

    story_id: UUID
    contract_id: UUID
    routed_on: date
    due_on: date
    is_overdue: bool
    acknowledged_at: datetime | None
    text: str | None
    version: int

    @classmethod
    def of(cls, matter: Matter, text: str | None, *, today: date) -> Self:
        """As its lead sees it today."""
        same = {name: getattr(matter, name) for name in cls.model_fields if name not in {"is_overdue", "text"}}
        shown = None if matter.acknowledged_at is None else text
        return cls(**same, is_overdue=matter.is_overdue(today), text=shown)
