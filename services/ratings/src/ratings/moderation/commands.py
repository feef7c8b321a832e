"""What moderators, authors and providers may do about a story: decide, appeal, decide again."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import StoryModerated, StoryPublished, StoryWithdrawn
from events.ratings.stories import StoryShown
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Conflict, NotFound, RuleBroken
from kernel.versions import must_match
from ratings.moderation.domain import Appeal, Appellant, LogEntry, Outcome, Ruling
from ratings.moderation.queries import appeal_to_decide, last_decision, open_appeal
from ratings.safeguarding.commands import route
from ratings.stories.commands import kept_until, must_name_nobody
from ratings.stories.domain import UNDECIDED, State, Story, case_digest
from ratings.stories.queries import story_by_case, story_of
from ratings.stories.tables import KEYS
from rulebook.rules import rule


async def moderate_story(
    session: AsyncSession, moderator: str, story_id: UUID, ruling: Ruling, *, expected: int | None, now: datetime
) -> Story:
    """The first decision on a story. What was decided is changed by an appeal only."""
    story = await story_of(session, story_id, held=True)
    must_match(story.version, expected)
    if story.state not in UNDECIDED:
        raise RuleBroken(f"This story is {story.state.replace('_', ' ')}; only an appeal changes that.")
    await apply(session, moderator, story, ruling, due_on=story.due_on, on_appeal=False, now=now)
    return story


async def apply(
    session: AsyncSession,
    moderator: str,
    story: Story,
    ruling: Ruling,
    *,
    due_on: date,
    on_appeal: bool,
    now: datetime,
) -> None:
    """Move the story, log the decision, and tell who must know."""
    was_shown, today = story.is_shown, day_of(now)
    sealed = None
    if ruling.text is not None:
        must_name_nobody(ruling.text, "/text")
        sealed = await KEYS.seal(session, story.id, ruling.text)
    state = ruling.outcome.state
    story.move(state, today=today, kept_until=kept_until(state, today), sealed=sealed)
    entry = LogEntry(
        story_id=story.id,
        contract_id=story.contract_id,
        outcome=ruling.outcome,
        reason=ruling.reason,
        moderator=moderator,
        on_appeal=on_appeal,
        decided_on=today,
        due_on=due_on,
    )
    session.add(entry)
    decided = StoryModerated(occurred_at=now, outcome=ruling.outcome, reason=ruling.reason, on_appeal=on_appeal)
    await emit(session, story.id, decided)
    if story.is_shown:
        await emit(session, story.id, StoryPublished(occurred_at=now, story=shown(story)))
    elif was_shown:
        await emit(session, story.id, StoryWithdrawn(occurred_at=now, contract_id=story.contract_id))
    if ruling.outcome is Outcome.SAFEGUARD:
        await route(session, story, now=now)


async def appeal_as_author(session: AsyncSession, case_code: str, text: str, *, now: datetime) -> Appeal:
    """Its author asks that another moderator looks at it."""
    story = await story_by_case(session, case_digest(case_code), held=True)
    return await _appeal(session, story, Appellant.AUTHOR, None, text, now=now)


async def appeal_as_provider(
    session: AsyncSession, organisation_id: UUID, story_id: UUID, text: str, *, now: datetime
) -> Appeal:
    """A provider can never remove a story: it may ask that another moderator looks at what is published of it."""
    story = await story_of(session, story_id, held=True)
    if organisation_id not in story.provider_ids or not story.is_shown:
        raise NotFound(f"There is no story {story_id} about you.")
    return await _appeal(session, story, Appellant.PROVIDER, organisation_id, text, now=now)


async def decide_appeal(
    session: AsyncSession,
    moderator: str,
    appeal_id: UUID,
    ruling: Ruling | None,
    *,
    expected: int | None,
    now: datetime,
) -> Appeal:
    """Another moderator lets the decision stand, or makes one of their own."""
    appeal = await appeal_to_decide(session, appeal_id)
    must_match(appeal.version, expected)
    appeal.decide(moderator, is_overturned=ruling is not None, today=day_of(now))
    if ruling is not None:
        story = await story_of(session, appeal.story_id, held=True)
        await apply(session, moderator, story, ruling, due_on=appeal.due_on, on_appeal=True, now=now)
    return appeal


async def _appeal(
    session: AsyncSession, story: Story, appellant: Appellant, organisation_id: UUID | None, text: str, *, now: datetime
) -> Appeal:
    if story.state is State.WITHDRAWN:
        raise RuleBroken("Its author has withdrawn this story.")
    entry, today = await last_decision(session, story.id), day_of(now)
    targets = rule("voice.moderation", on=today)
    if today > PROCUREMENT_ACT.last_after(entry.decided_on, targets.number("appeal_working_days")):
        raise RuleBroken("The days for an appeal are over.")
    if await open_appeal(session, story.id) is not None:
        raise Conflict("There is an appeal about this story already.")
    appeal = Appeal(
        story_id=story.id,
        entry_id=entry.id,
        appellant=appellant,
        organisation_id=organisation_id,
        text=await KEYS.seal(session, story.id, text),
        lodged_on=today,
        due_on=PROCUREMENT_ACT.last_after(today, targets.number("decision_working_days")),
        first_moderator=entry.moderator,
    )
    session.add(appeal)
    return appeal


def shown(story: Story) -> StoryShown:
    """The story as its event tells it, its words sealed."""
    same = StoryShown.model_fields.keys() - {"story_id", "redacted"}
    redacted = story.state is State.PUBLISHED_REDACTED
    facts = {name: getattr(story, name) for name in same}
    return StoryShown.model_validate({**facts, "story_id": story.id, "redacted": redacted})
