"""What one may do with a reply: give it, take it back, take it down, say whether it helped."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import ReplyGiven, ReplyWithdrawn
from kernel.clock import day_of
from kernel.errors import NotFound
from ratings.moderation.domain import Reason
from ratings.replies.domain import From, Reply
from ratings.replies.queries import reply_to_change
from ratings.stories.commands import must_name_nobody
from ratings.stories.domain import Story, case_digest
from ratings.stories.queries import shown_story, story_by_case
from ratings.stories.tables import KEYS


async def give_reply(
    session: AsyncSession, organisation_id: UUID, story_id: UUID, text: str, *, now: datetime
) -> Reply:
    """Its provider or its authority replies, for everybody to read beside the story.

    Raises Unacceptable for what points to a person: a reply must not say who its story is of.
    """
    must_name_nobody(text, "/text")
    story = await shown_story(session, story_id)
    reply = Reply(
        story_id=story.id,
        organisation_id=organisation_id,
        given_by=side_of(story, organisation_id),
        text="",
        given_on=day_of(now),
    )
    reply.text = await KEYS.seal(session, reply.id, text)
    session.add(reply)
    told = ReplyGiven(
        occurred_at=now,
        story_id=story.id,
        organisation_id=organisation_id,
        text=reply.text,
        given_on=reply.given_on,
    )
    await emit(session, reply.id, told)
    return reply


def side_of(story: Story, organisation_id: UUID) -> From:
    """Whether it is the provider's or the authority's. Raises NotFound for anybody else."""
    if organisation_id in story.provider_ids:
        return From.PROVIDER
    if organisation_id == story.buyer_id:
        return From.AUTHORITY
    raise NotFound(f"There is no story {story.id} about you.")


async def withdraw_reply(session: AsyncSession, organisation_id: UUID, reply_id: UUID, *, now: datetime) -> Reply:
    """Who gave it takes it back; nobody can read it again."""
    reply = await reply_to_change(session, reply_id)
    reply.withdraw(organisation_id, today=day_of(now))
    return await _erased(session, reply, None, now=now)


async def remove_reply(session: AsyncSession, reply_id: UUID, reason: Reason, *, now: datetime) -> Reply:
    """A moderator takes down what points to a person, or is no reply."""
    reply = await reply_to_change(session, reply_id)
    reply.remove(reason, today=day_of(now))
    return await _erased(session, reply, reason, now=now)


async def mark_reply(session: AsyncSession, case_code: str, reply_id: UUID, *, is_helpful: bool) -> Reply:
    """The story's author says whether it helped."""
    story = await story_by_case(session, case_digest(case_code))
    reply = await reply_to_change(session, reply_id)
    if reply.story_id != story.id:
        raise NotFound(f"There is no reply {reply_id} to your story.")
    reply.mark(is_helpful=is_helpful)
    return reply


async def _erased(session: AsyncSession, reply: Reply, reason: Reason | None, *, now: datetime) -> Reply:
    await KEYS.forget(session, reply.id)
    await emit(session, reply.id, ReplyWithdrawn(occurred_at=now, story_id=reply.story_id, reason=reason))
    return reply
