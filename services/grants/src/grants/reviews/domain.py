"""A look at a running grant as a whole. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Recommendation(StrEnum):
    """What shall become of the grant, in the standard's words."""

    CONTINUE = "continue"
    AMEND = "amend"
    DISCONTINUE = "discontinue"


@dataclass(eq=False, kw_only=True)
class Review:
    """What the funder found, and by which day it looks again."""

    grant_id: UUID
    number: int
    finding: str
    recommendation: Recommendation
    reviewed_by: str
    reviewed_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A running grant whose next review is due by `due_on`; it may never have been reviewed."""

    grant_id: UUID
    recipient_id: UUID
    title: str
    ends_on: date
    due_on: date
    reviewed_at: datetime | None
