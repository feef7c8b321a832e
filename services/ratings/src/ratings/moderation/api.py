"""Moderation over HTTP: parse, call, answer. The log and the figures are everybody's."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from kernel.clock import day_of
from kernel.rounding import half_up
from ratings.moderation import commands, queries
from ratings.moderation.schemas import (
    AppealIn,
    AppealOut,
    AppealRulingIn,
    AuthorAppealIn,
    LogEntryOut,
    PerformanceOut,
    QueuedOut,
    RulingIn,
)
from ratings.stories.queries import stories_to_moderate, words_of
from ratings.stories.tables import KEYS
from rulebook.rules import rule

router = Router(tags=["moderation"])
Moderator = Annotated[Actor, Depends(role("moderator"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.get("/moderation/queue", response_model=Listing[QueuedOut])
async def list_stories_to_moderate(reading: Reading, _: Moderator, page: Page, now: Now) -> Listing[QueuedOut]:
    """What waits for a moderator, the most urgent first."""
    after = None if page.after is None else (date.fromisoformat(page.after[0]), UUID(page.after[1]))
    found = await stories_to_moderate(reading, after=after, limit=page.limit)
    words = await words_of(reading, found)
    shown = [QueuedOut.of(story, text, today=day_of(now)) for story, text in zip(found, words, strict=True)]
    return paged(shown, page, key=lambda story: [str(story.due_on), str(story.id)])


@router.post("/stories/{story_id}/decision", response_model=QueuedOut)
async def moderate_story(
    story_id: UUID, body: RulingIn, moderator: Moderator, tx: Transaction, *, now: Now, expected: Expected
) -> QueuedOut:
    """Publish it, with words taken out or not; return, reject or hold it; or route it to those who protect people."""
    story = await commands.moderate_story(tx, moderator.subject, story_id, body.parsed(), expected=expected, now=now)
    [text] = await words_of(tx, [story])
    return QueuedOut.of(story, text, today=day_of(now))


@router.post("/cases/appeal", status_code=201, response_model=AppealOut, dependencies=[Depends(unkept)])
async def appeal_as_author(body: AuthorAppealIn, tx: Transaction, now: Now) -> AppealOut:
    """Ask that another moderator looks at what was decided about your story."""
    return AppealOut.of(await commands.appeal_as_author(tx, body.case_code, body.text, now=now))


@router.post("/stories/{story_id}/appeals", status_code=201, response_model=AppealOut)
async def appeal_as_provider(
    story_id: UUID, body: AppealIn, provider: Provider, tx: Transaction, now: Now
) -> AppealOut:
    """A provider cannot remove a story; it may ask that another moderator looks at it."""
    return AppealOut.of(await commands.appeal_as_provider(tx, owner_of(provider), story_id, body.text, now=now))


@router.get("/moderation/appeals", response_model=Listing[AppealOut])
async def list_moderation_appeals(reading: Reading, _: Moderator, page: Page) -> Listing[AppealOut]:
    """Appeals that nobody has decided, oldest first."""
    found = await queries.appeals_waiting(reading, after=page.after_id, limit=page.limit)
    words = await KEYS.reveal(reading, [(appeal.story_id, appeal.text) for appeal in found])
    shown = [AppealOut.of(appeal, text) for appeal, text in zip(found, words, strict=True)]
    return paged(shown, page, key=lambda appeal: [str(appeal.id)])


@router.post("/moderation/appeals/{moderation_appeal_id}/decision", response_model=AppealOut)
async def decide_moderation_appeal(
    moderation_appeal_id: UUID,
    body: AppealRulingIn,
    moderator: Moderator,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> AppealOut:
    """Let the decision stand, or make your own. Never by the moderator whose decision it is against."""
    ruling = None if body.ruling is None else body.ruling.parsed()
    return AppealOut.of(
        await commands.decide_appeal(tx, moderator.subject, moderation_appeal_id, ruling, expected=expected, now=now)
    )


@router.get("/moderation/log", response_model=Listing[LogEntryOut])
async def read_moderation_log(reading: Reading, page: Page, now: Now) -> Listing[LogEntryOut]:
    """Every decision with its reason, oldest first, and not a word of any story."""
    named_from = rule("voice.moderation", on=day_of(now)).number("named_from_stories")
    found = await queries.log_entries(reading, named_from, after=page.after_id, limit=page.limit)
    shown = [LogEntryOut.of(entry, named=named) for entry, named in found]
    return paged(shown, page, key=lambda entry: [str(entry.id)])


@router.get("/moderation/performance", response_model=PerformanceOut)
async def read_moderation_performance(reading: Reading, now: Now) -> PerformanceOut:
    """How quickly moderators decide, against the targets, and how often another one disagrees."""
    target = half_up(rule("voice.moderation", on=day_of(now)).share("share") * 100, 2)
    return PerformanceOut.of(await queries.performance(reading, day_of(now)), target=str(target))
