"""Boards over HTTP: parse, call, answer."""

from datetime import datetime, timedelta
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from kernel.clock import day_of
from registry.boards import commands, queries
from registry.boards.domain import Meeting
from registry.boards.rules import Record, openness_of, record_of
from registry.boards.schemas import (
    CancellationIn,
    MeetingIn,
    MeetingOut,
    MinutesIn,
    PaperIn,
    PlaceIn,
    PlaceOut,
    RecordOut,
)
from registry.organisations.api import Speaking

REMEMBERED = timedelta(days=731)
router = Router(tags=["boards"])


@router.post("/organisations/{organisation_id}/board/meetings", status_code=201, response_model=MeetingOut)
async def call_meeting(
    organisation_id: UUID, body: MeetingIn, speaker: Speaking, tx: Transaction, now: Now
) -> MeetingOut:
    """Announce a meeting of your board, with places for observers. A short notice is published as such, not refused."""
    meeting = await commands.call_meeting(tx, organisation_id, **body.model_dump(), speaker=speaker, now=now)
    return shown(meeting, now)


@router.get("/organisations/{organisation_id}/board/meetings", response_model=Listing[MeetingOut])
async def list_meetings(organisation_id: UUID, session: Reading, page: Page, now: Now) -> Listing[MeetingOut]:
    """A board's meetings, the latest first."""
    found = await queries.meetings_of(session, organisation_id, after=page.after, limit=page.limit)
    return paged([shown(it, now) for it in found], page, key=lambda it: [it.held_at.isoformat(), it.id])


@router.get("/organisations/{organisation_id}/board", response_model=RecordOut)
async def read_record(organisation_id: UUID, session: Reading, now: Now) -> Record:
    """How open a board was over two years: late notices, late and missing minutes, meetings without places."""
    found = await queries.meetings_called(session, organisation_id, since=now - REMEMBERED)
    return record_of(found, on=day_of(now))


@router.get("/board-meetings/{meeting_id}", response_model=MeetingOut)
async def read_meeting(meeting_id: UUID, session: Reading, now: Now) -> MeetingOut:
    """One meeting, its papers and minutes, and how open it was."""
    return shown(await queries.meeting_of(session, meeting_id), now)


@router.post("/board-meetings/{meeting_id}/papers", response_model=MeetingOut)
async def publish_paper(
    meeting_id: UUID, body: PaperIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> MeetingOut:
    """Let everybody read what the board will read."""
    said = body.model_dump()
    meeting = await commands.publish_paper(tx, meeting_id, **said, speaker=speaker, expected=expected, now=now)
    return shown(meeting, now)


@router.post("/board-meetings/{meeting_id}/minutes", response_model=MeetingOut)
async def publish_minutes(
    meeting_id: UUID, body: MinutesIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> MeetingOut:
    """Let everybody read what was said. Late ones too: how late they are is published beside them."""
    meeting = await commands.publish_minutes(
        tx, meeting_id, sha256=body.sha256, speaker=speaker, expected=expected, now=now
    )
    return shown(meeting, now)


@router.post("/board-meetings/{meeting_id}/cancel", response_model=MeetingOut)
async def cancel_meeting(
    meeting_id: UUID, body: CancellationIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> MeetingOut:
    """Say that it will not be held, and why."""
    meeting = await commands.cancel_meeting(
        tx, meeting_id, reason=body.reason, speaker=speaker, expected=expected, now=now
    )
    return shown(meeting, now)


# A place is held with its code alone, so this answer is not kept for a retry.
@router.post(
    "/board-meetings/{meeting_id}/places", status_code=201, response_model=PlaceOut, dependencies=[Depends(unkept)]
)
async def take_place(meeting_id: UUID, tx: Transaction, now: Now) -> PlaceOut:
    """Take a place to observe. Anybody may, without saying who they are, until all places are taken."""
    meeting, code = await commands.take_place(tx, meeting_id, now=now)
    return PlaceOut(meeting_id=meeting.id, code=code, places_left=meeting.places_left)


@router.post("/board-meetings/{meeting_id}/places/give-back", response_model=MeetingOut)
async def give_place_back(meeting_id: UUID, body: PlaceIn, tx: Transaction, now: Now) -> MeetingOut:
    """Let somebody else come in your place."""
    return shown(await commands.give_place_back(tx, meeting_id, body.code, now=now), now)


def shown(meeting: Meeting, now: datetime) -> MeetingOut:
    """The meeting, and how open it was by now."""
    return MeetingOut.of(meeting, openness_of(meeting, on=day_of(now)))
