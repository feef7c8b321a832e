"""Serious matters over HTTP: parse, call, answer."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from kernel.clock import day_of
from ratings.safeguarding import commands
from ratings.safeguarding.domain import Lead, Matter
from ratings.safeguarding.queries import lead_of, matters_of
from ratings.safeguarding.schemas import LeadIn, LeadOut, MatterOut
from ratings.stories.queries import story_of, words_of

router = Router(prefix="/safeguarding", tags=["moderation"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.put("/lead", response_model=LeadOut)
async def name_safeguarding_lead(
    body: LeadIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Lead:
    """Say who alone reads stories of people who may be in danger."""
    return await commands.name_lead(tx, owner_of(commissioner), body.subject, expected=expected, now=now)


@router.get("/matters", response_model=Listing[MatterOut])
async def list_serious_matters(
    reading: Reading, page: Page, commissioner: Commissioner, now: Now
) -> Listing[MatterOut]:
    """The lead's own: what was routed to the authority, in the order in which it is due."""
    buyer_id = owner_of(commissioner)
    (await lead_of(reading, buyer_id)).must_be(commissioner.subject)
    after = None if page.after is None else (date.fromisoformat(page.after[0]), UUID(page.after[1]))
    found = await matters_of(reading, buyer_id, after=after, limit=page.limit)
    shown = [await read(reading, matter, today=day_of(now)) for matter in found]
    return paged(shown, page, key=lambda matter: [str(matter.due_on), str(matter.story_id)])


@router.post("/matters/{story_id}/acknowledgement", response_model=MatterOut, dependencies=[Depends(unkept)])
async def acknowledge_matter(story_id: UUID, commissioner: Commissioner, tx: Transaction, now: Now) -> MatterOut:
    """Take it, and read it. When the lead did is on record."""
    buyer_id = owner_of(commissioner)
    matter = await commands.acknowledge(tx, buyer_id, commissioner.subject, story_id, now=now)
    return await read(tx, matter, today=day_of(now))


async def read(session: AsyncSession, matter: Matter, *, today: date) -> MatterOut:
    """With its words, if they still can be read."""
    [text] = await words_of(session, [await story_of(session, matter.story_id)])
    return MatterOut.of(matter, text, today=today)
