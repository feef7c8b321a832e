"""Scrutiny over HTTP: parse, call, answer."""

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from ratings.ballots.queries import result_of
from ratings.ballots.schemas import ResultOut
from ratings.publication.domain import Wanted
from ratings.publication.queries import published_stories
from ratings.publication.schemas import StoryOut
from ratings.scrutiny import commands, queries
from ratings.scrutiny.schemas import AboutIn, PackOut, SittingIn, SittingOut, SlotOut

router = Router(prefix="/scrutiny", tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
MOST_STORIES = 50  # in a pack


@router.post("/sittings", status_code=201, response_model=SittingOut)
async def announce_sitting(body: SittingIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Any:
    """Put a meeting of a scrutiny committee into the calendar."""
    return await commands.announce_sitting(tx, owner_of(commissioner), **dict(body), now=now)


@router.get("/sittings", response_model=Listing[SittingOut])
async def list_sittings(
    reading: Reading, page: Page, *, buyer_id: UUID | None = None, to_come: bool = False, now: Now
) -> Listing[SittingOut]:
    """The calendar of scrutiny committees."""
    after = None if page.after is None else (datetime.fromisoformat(page.after[0]), UUID(page.after[1]))
    since = now if to_come else None
    found = await queries.calendar(reading, buyer_id=buyer_id, since=since, after=after, limit=page.limit)
    return paged(found, page, key=lambda sitting: [sitting.held_at.isoformat(), str(sitting.id)])


@router.post("/sittings/{sitting_id}/packs", status_code=201, response_model=PackOut)
async def make_evidence_pack(
    sitting_id: UUID, body: AboutIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Any:
    """Put a closed petition before the committee: its figures, what came of it, and what users tell of that service."""
    content = await evidence(tx, body.petition_id)
    return await commands.make_pack(tx, owner_of(commissioner), sitting_id, body.petition_id, content, now=now)


@router.get("/sittings/{sitting_id}/packs/{petition_id}", response_model=PackOut)
async def read_evidence_pack(sitting_id: UUID, petition_id: UUID, reading: Reading) -> Any:
    """What the committee has before it, as it was frozen."""
    return await queries.pack_of(reading, sitting_id, petition_id)


@router.post("/sittings/{sitting_id}/slots", status_code=201, response_model=SlotOut, dependencies=[Depends(unkept)])
async def take_speaking_slot(sitting_id: UUID, body: AboutIn, tx: Transaction, now: Now) -> SlotOut:
    """Take a slot to speak to a petition before the committee, without giving a name."""
    slot, code = await commands.take_slot(tx, sitting_id, body.petition_id, now=now)
    return SlotOut(sitting_id=sitting_id, petition_id=slot.petition_id, number=slot.number, code=code)


async def evidence(session: AsyncSession, petition_id: UUID) -> str:
    """A petition, its result, and which stories of its service are published, as one text.

    Stories stand in it by their ids: their words can be taken back, and nothing frozen may keep them.
    """
    result = await result_of(session, petition_id)
    wanted = Wanted(contract=result.petition.contract_id)
    stories = await published_stories(session, wanted, after=None, limit=MOST_STORIES)
    told = {
        "petition": {name: getattr(result.petition, name) for name in ("title", "grounds", "statement", "service")},
        "result": ResultOut.of(result).model_dump(mode="json"),
        "stories": [str(story.id) for story in await StoryOut.of(session, list(stories))],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
