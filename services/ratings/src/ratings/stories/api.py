"""Cases over HTTP: parse, call, answer. A case code never stands in an address, which others write down."""

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Router, Transaction
from chassis.idempotency import unkept
from ratings.stories import commands, queries
from ratings.stories.domain import Story, case_digest
from ratings.stories.schemas import CaseOut, CorrectionIn, FollowIn

router = Router(prefix="/cases", tags=["stories"], dependencies=[Depends(unkept)])


@router.post("/follow", response_model=CaseOut)
async def follow_case(body: FollowIn, tx: Transaction) -> CaseOut:
    """Your story as it stands, and what became of it."""
    return await shown(tx, await queries.story_by_case(tx, case_digest(body.case_code)))


@router.post("/correct", response_model=CaseOut)
async def correct_story(body: CorrectionIn, tx: Transaction, now: Now) -> CaseOut:
    """Say it in other words; a moderator reads them before they are shown."""
    return await shown(tx, await commands.correct_story(tx, body.case_code, body.story, now=now))


async def shown(session: AsyncSession, story: Story) -> CaseOut:
    """With its words, if they still can be read."""
    [text] = await queries.words_of(session, [story])
    return CaseOut.of(story, text)
