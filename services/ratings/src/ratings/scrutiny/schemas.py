"""How committees' meetings, packs and slots look on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, InstantIn, Name, Out, Strict, example

PETITION = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"


class SittingIn(
    Strict,
    json_schema_extra=example(
        committee="Adults and Health Scrutiny", held_at="2027-09-14T18:00:00Z", place="Town Hall, Room 2", slots=4
    ),
):
    """When and where the committee meets, and how many users may speak."""

    committee: Name
    held_at: InstantIn
    place: Name
    slots: Annotated[int, Field(ge=0, le=100)]


class AboutIn(Strict, json_schema_extra=example(petition_id=PETITION)):
    """Which petition it is about."""

    petition_id: IdIn


class SittingOut(Out):
    """A meeting, and how many slots are left."""

    id: UUID
    buyer_id: UUID
    committee: str
    held_at: datetime
    place: str
    slots: int
    slots_taken: int
    announced_on: date
    version: int


class PackOut(Out):
    """What the committee has before it. `content` is JSON; `digest` is its SHA-256, which anybody can check."""

    id: UUID
    sitting_id: UUID
    petition_id: UUID
    content: str
    digest: str
    made_on: date


class SlotOut(Out):
    """A slot to speak. Show the code at the door; nobody asks your name. It is told once."""

    sitting_id: UUID
    petition_id: UUID
    number: int
    code: str
