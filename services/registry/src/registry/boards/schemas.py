"""How a board's meetings look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import InstantIn, Name, Out, Prose, Strict, example
from registry.boards.domain import Meeting
from registry.boards.rules import Openness

MOST_PLACES = 10_000
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Places = Annotated[int, Field(ge=0, le=MOST_PLACES, examples=[12])]


class MeetingIn(
    Strict,
    json_schema_extra=example(
        title="Board meeting", held_at="2027-01-20T18:00:00Z", place="1 Quay Street, Northbridge", observer_places=12
    ),
):
    """When and where the board meets, and how many may observe."""

    title: Name
    held_at: InstantIn
    place: Name
    observer_places: Places


class PaperIn(Strict, json_schema_extra=example(title="Agenda", sha256="9f" * 32)):
    """A document that was kept before, by its digest; from here on everybody may read it."""

    title: Name
    sha256: Sha256


class MinutesIn(Strict, json_schema_extra=example(sha256="9f" * 32)):
    """The minutes, by the digest of a document that was kept before."""

    sha256: Sha256


class CancellationIn(Strict, json_schema_extra=example(reason="Too few members can come.")):
    reason: Prose


class PlaceIn(Strict, json_schema_extra=example(code="b8xkPZ0c1tq4Yw2A")):
    """The code that a place is held with."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class PlaceOut(Out):
    """A place to observe. The code is shown this once; it gives the place back."""

    meeting_id: UUID
    code: str
    places_left: int


class PaperOut(Out):
    title: str
    sha256: str
    published_at: datetime


class OpennessOut(Out):
    """How open the meeting was so far; `minutes_days_late` is null while nobody can know."""

    notice_days: int
    notice_days_late: int
    minutes_due_on: date
    minutes_days_late: int | None
    minutes_published: bool
    has_places: bool
    breaches: int


class MeetingOut(Out):
    """A meeting as it stands."""

    id: UUID
    organisation_id: UUID
    title: str
    held_at: datetime
    place: str
    observer_places: int
    places_left: int
    called_at: datetime
    papers: list[PaperOut]
    minutes: PaperOut | None
    cancelled_because: str | None
    decisions: list[UUID]
    openness: OpennessOut
    version: int

    @classmethod
    def of(cls, meeting: Meeting, found: Openness) -> "MeetingOut":
        named = {name: getattr(meeting, name) for name in cls.model_fields if name != "openness"}
        return cls.model_validate({**named, "openness": found}, from_attributes=True)


class RecordOut(Out):
    """How open a board was over the meetings of two years; decisions and papers are with the meetings."""

    on: date
    meetings: int
    late_notices: int
    late_minutes: int
    missing_minutes: int
    without_places: int
    breaches: int
