"""What events tell of boards that meet in the open, and of what organisations disclose."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import JsonValue

from events import Event, Part


class Paper(Part):
    """A published document; its bytes are at /registry/v1/documents/{sha256}."""

    title: str
    sha256: str
    published_at: datetime


class Meeting(Part):
    """A meeting of a board as it stands, whole, and how open it was by then."""

    meeting_id: UUID
    organisation_id: UUID
    title: str
    held_at: datetime
    place: str
    observer_places: int
    places_left: int
    called_at: datetime
    papers: list[Paper] = []
    minutes: Paper | None = None
    minutes_due_on: date
    notice_days_late: int
    minutes_days_late: int | None = None  # None while it is not known
    cancelled_because: str | None = None


class Disclosure(Part):
    """What an organisation disclosed for a period, whole. `figures` are as the kind has them, amounts as 1720000.00."""

    disclosure_id: UUID
    organisation_id: UUID
    kind: str  # living_wage, payment_practice, tax_jurisdictions
    first: date
    last: date
    figures: dict[str, JsonValue]
    sha256: str | None = None
    disclosed_on: date
    due_on: date
    days_late: int
    corrects: UUID | None = None


class BoardMeetingCalled(Event):
    """A board will meet, and anybody may observe while there are places. The entity is the meeting, here and below."""

    type: ClassVar[str] = "registry.board_meeting.called.v1"

    meeting: Meeting


class BoardMeetingCancelled(Event):
    """It will not be held; the meeting says why."""

    type: ClassVar[str] = "registry.board_meeting.cancelled.v1"

    meeting: Meeting


class BoardPapersPublished(Event):
    """What the board will read can be read by everybody."""

    type: ClassVar[str] = "registry.board_meeting.papers_published.v1"

    meeting: Meeting


class BoardMinutesPublished(Event):
    """What was said can be read by everybody."""

    type: ClassVar[str] = "registry.board_meeting.minutes_published.v1"

    meeting: Meeting


class BoardPlacesChanged(Event):
    """An observer took a place or gave it back; nobody knows who."""

    type: ClassVar[str] = "registry.board_meeting.places_changed.v1"

    meeting: Meeting


class DisclosureMade(Event):
    """An organisation disclosed its figures for a period, or corrected them. The entity is the disclosure."""

    type: ClassVar[str] = "registry.disclosure.made.v1"

    disclosure: Disclosure
