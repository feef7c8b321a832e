"""What one may ask about stories."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.stories.domain import SHOWN, UNDECIDED, Story
from ratings.stories.tables import KEYS, stories


async def story_of(session: AsyncSession, story_id: UUID, *, held: bool = False) -> Story:
    """One story, in whatever state; held until the transaction ends if it is to be changed. Raises NotFound."""
    found = await session.get(Story, story_id, with_for_update=True if held else None)
    if found is None:
        raise NotFound(f"There is no story {story_id}.")
    return found


async def shown_story(session: AsyncSession, story_id: UUID) -> Story:
    """One that is published. Raises NotFound."""
    found = await story_of(session, story_id)
    found.must_be_shown()
    return found


async def story_by_case(session: AsyncSession, digest: bytes, *, held: bool = False) -> Story:
    """The story that this case code is of. Raises NotFound."""
    query = select(Story).where(stories.c.case_digest == digest)
    found = await session.scalar(query.with_for_update() if held else query)
    if found is None:
        raise NotFound("There is no story with this case code.")
    return found


async def stories_to_moderate(session: AsyncSession, *, after: tuple[date, UUID] | None, limit: int) -> Sequence[Story]:
    """What no moderator has decided on: the most urgent first."""
    query = select(Story).where(stories.c.state.in_(UNDECIDED))
    if after is not None:
        query = query.where(tuple_(stories.c.due_on, stories.c.id) > tuple_(*after))
    return (await session.scalars(query.order_by(stories.c.due_on, stories.c.id).limit(limit))).all()


async def stories_to_erase(session: AsyncSession, today: date, *, limit: int) -> Sequence[Story]:
    """Those whose words were to be kept until a day that is over; each held."""
    query = select(Story).where(stories.c.erased_on.is_(None), stories.c.kept_until < today)
    query = query.order_by(stories.c.kept_until).limit(limit).with_for_update(skip_locked=True)
    return (await session.scalars(query)).all()


async def words_about(
    session: AsyncSession, provider_ids: Iterable[UUID], *, since: date, limit: int
) -> list[str | None]:
    """The words of the latest stories about any of these providers; None for those that were erased."""
    theirs = (stories.c.provider_ids.overlap(list(provider_ids)), stories.c.received_on >= since)
    query = select(Story).where(*theirs, stories.c.erased_on.is_(None))
    return await words_of(session, await session.scalars(query.order_by(stories.c.received_on.desc()).limit(limit)))


async def shown_stories_of(session: AsyncSession, contract_id: UUID) -> int:
    """How many stories of a service are published."""
    query = select(func.count()).where(stories.c.contract_id == contract_id, stories.c.state.in_(SHOWN))
    return await session.scalar(query) or 0


async def words_of(session: AsyncSession, told: Iterable[Story]) -> list[str | None]:
    """The words of each; None for one that was erased."""
    return await KEYS.reveal(session, [(story.id, story.text) for story in told])
