"""What one may do about a board's meetings: load, decide, record."""

from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import documents
from chassis.decisions import put_on_record
from chassis.ledger import emit
from events.registry import (
    BoardMeetingCalled,
    BoardMeetingCancelled,
    BoardMinutesPublished,
    BoardPapersPublished,
    BoardPlacesChanged,
)
from events.registry.openness import Meeting as MeetingFacts
from events.registry.openness import Paper as PaperFacts
from kernel.clock import day_of
from kernel.errors import Conflict
from kernel.identifiers import new_id
from kernel.versions import must_match
from registry.boards.domain import Meeting, ObserverPlace, Paper, digest_of
from registry.boards.queries import meeting_of, meetings_on_one_day, place_of
from registry.boards.rules import minutes_in_time, notice_in_time, openness_of
from registry.evidence.commands.recording import record_readings
from registry.evidence.domain import Standing, Statement
from registry.evidence.rules import attested_until
from registry.organisations.domain import Speaker
from registry.organisations.queries import organisation_of


async def call_meeting(
    session: AsyncSession,
    organisation_id: UUID,
    *,
    title: str,
    held_at: datetime,
    place: str,
    observer_places: int,
    speaker: Speaker,
    now: datetime,
) -> Meeting:
    """Announce a meeting of the board. Raises Conflict if one is called for that very time."""
    speaker.must_speak_for(organisation_id)
    await organisation_of(session, organisation_id)
    if await meetings_on_one_day(session, organisation_id, held_at):
        raise Conflict("A meeting is called for that time already.")
    called = {"title": title, "held_at": held_at, "place": place, "places": observer_places}
    meeting = Meeting.call(new_id(), organisation_id, **called, now=now)  # type: ignore[arg-type]
    decision = notice_in_time(meeting, now=now)
    await put_on_record(session, meeting, [decision], about=meeting.id)
    session.add(meeting)
    await emit(session, meeting.id, BoardMeetingCalled(occurred_at=now, meeting=facts_of(meeting, now)))
    return meeting


async def publish_paper(
    session: AsyncSession,
    meeting_id: UUID,
    *,
    title: str,
    sha256: str,
    speaker: Speaker,
    expected: int | None,
    now: datetime,
) -> Meeting:
    """Let everybody read what the board will read."""
    meeting = await _own(session, meeting_id, speaker, expected)
    meeting.publish_paper(await _published(session, meeting, title, sha256, speaker, now=now))
    await emit(session, meeting.id, BoardPapersPublished(occurred_at=now, meeting=facts_of(meeting, now)))
    return meeting


async def publish_minutes(
    session: AsyncSession, meeting_id: UUID, *, sha256: str, speaker: Speaker, expected: int | None, now: datetime
) -> Meeting:
    """Say what was said. A meeting that was open in every way is evidence that the board is."""
    meeting = await _own(session, meeting_id, speaker, expected)
    meeting.publish_minutes(await _published(session, meeting, "Minutes", sha256, speaker, now=now))
    decision = minutes_in_time(meeting, now=now)
    await put_on_record(session, meeting, [decision], about=meeting.id)
    await emit(session, meeting.id, BoardMinutesPublished(occurred_at=now, meeting=facts_of(meeting, now)))
    if openness_of(meeting, on=day_of(now)).breaches == 0:
        await record_readings(session, meeting.organisation_id, [_is_open(meeting, now)], now=now)
    return meeting


def _is_open(meeting: Meeting, now: datetime) -> Statement:
    today = day_of(now)
    return Statement(
        name="board_open_to_observers",
        value=True,
        source="Board meetings on this platform",
        standing=Standing.ATTESTATION,
        reference=str(meeting.organisation_id),
        retrieved_on=today,
        expires_on=attested_until(today),
        document=meeting.minutes.sha256 if meeting.minutes else None,
    )


async def cancel_meeting(
    session: AsyncSession, meeting_id: UUID, *, reason: str, speaker: Speaker, expected: int | None, now: datetime
) -> Meeting:
    """Say that it will not be held, and why."""
    meeting = await _own(session, meeting_id, speaker, expected)
    meeting.cancel(reason, now=now)
    await emit(session, meeting.id, BoardMeetingCancelled(occurred_at=now, meeting=facts_of(meeting, now)))
    return meeting


async def take_place(session: AsyncSession, meeting_id: UUID, *, now: datetime) -> tuple[Meeting, str]:
    """Anybody may observe, as long as there are places. Returns the code that the place is held with."""
    meeting = await meeting_of(session, meeting_id, held=True)
    meeting.take_place(now=now)
    code = token_urlsafe(12)
    session.add(ObserverPlace(digest_of(code), meeting.id, now))
    await emit(session, meeting.id, BoardPlacesChanged(occurred_at=now, meeting=facts_of(meeting, now)))
    return meeting, code


async def give_place_back(session: AsyncSession, meeting_id: UUID, code: str, *, now: datetime) -> Meeting:
    """Let somebody else come."""
    meeting = await meeting_of(session, meeting_id, held=True)
    place = await place_of(session, meeting, code)
    place.give_back(now=now)
    meeting.give_place_back(now=now)
    await emit(session, meeting.id, BoardPlacesChanged(occurred_at=now, meeting=facts_of(meeting, now)))
    return meeting


async def _own(session: AsyncSession, meeting_id: UUID, speaker: Speaker, expected: int | None) -> Meeting:
    meeting = await meeting_of(session, meeting_id, held=True)
    speaker.must_speak_for(meeting.organisation_id)
    must_match(meeting.version, expected)
    return meeting


async def _published(
    session: AsyncSession, meeting: Meeting, title: str, sha256: str, speaker: Speaker, *, now: datetime
) -> Paper:
    """A document of the organisation, or of the registrar's own, that everybody may read from here on."""
    owner = meeting.organisation_id if speaker.organisation is None else speaker.organisation
    await documents.must_own(session, sha256, owner)
    await documents.make_public(session, sha256, owner)
    return Paper(title, sha256, now)


def facts_of(meeting: Meeting, now: datetime) -> MeetingFacts:
    """The meeting as it stands, and how open it was so far, as events tell it."""
    found = openness_of(meeting, on=day_of(now))
    return MeetingFacts(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        title=meeting.title,
        held_at=meeting.held_at,
        place=meeting.place,
        observer_places=meeting.observer_places,
        places_left=meeting.places_left,
        called_at=meeting.called_at,
        papers=[told(it) for it in meeting.papers],
        minutes=None if meeting.minutes is None else told(meeting.minutes),
        minutes_due_on=found.minutes_due_on,
        notice_days_late=found.notice_days_late,
        minutes_days_late=found.minutes_days_late,
        cancelled_because=meeting.cancelled_because,
    )


def told(paper: Paper) -> PaperFacts:
    """A paper as events tell it; its bytes are among the registry's documents."""
    return PaperFacts(title=paper.title, sha256=paper.sha256, published_at=paper.published_at)
