"""Quarantine over HTTP: parse, call, answer. What was decided is everybody's to read."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from kernel.clock import day_of
from ratings.quarantine import commands, queries
from ratings.quarantine.schemas import SuspicionOut, VerdictIn, VerdictOut

router = Router(prefix="/quarantine", tags=["moderation"])
Moderator = Annotated[Actor, Depends(role("moderator"))]


@router.get("", response_model=Listing[SuspicionOut])
async def list_suspicions(reading: Reading, _: Moderator, page: Page, now: Now) -> Listing[SuspicionOut]:
    """Ratings that neither count nor show until a moderator decides, oldest first."""
    found = await queries.suspicions_by(reading, decided=False, after=page.after_id, limit=page.limit)
    return paged([SuspicionOut.of(each, today=day_of(now)) for each in found], page, key=lambda each: [str(each.id)])


@router.post("/{suspicion_id}/verdict", response_model=SuspicionOut)
async def decide_suspicion(
    suspicion_id: UUID, body: VerdictIn, moderator: Moderator, tx: Transaction, *, now: Now, expected: Expected
) -> SuspicionOut:
    """Let what was set apart count, or set it aside for good."""
    decided = await commands.decide_suspicion(
        tx, moderator.subject, suspicion_id, body.verdict, expected=expected, now=now
    )
    return SuspicionOut.of(decided, today=day_of(now))


@router.get("/log", response_model=Listing[VerdictOut])
async def read_quarantine_log(reading: Reading, page: Page) -> Listing[VerdictOut]:
    """Every verdict, oldest first, and not a word of any story."""
    found = await queries.suspicions_by(reading, decided=True, after=page.after_id, limit=page.limit)
    return paged([VerdictOut.of(each) for each in found], page, key=lambda each: [str(each.id)])
