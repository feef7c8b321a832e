"""What one may ask about replies."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from ratings.replies.domain import Reply
from ratings.replies.tables import replies
from ratings.stories.tables import KEYS


async def reply_to_change(session: AsyncSession, reply_id: UUID) -> Reply:
    """One reply, held until the transaction ends. Raises NotFound."""
    found = await session.scalar(select(Reply).where(replies.c.id == reply_id).with_for_update())
    if found is None:
        raise NotFound(f"There is no reply {reply_id}.")
    return found


async def replies_to(session: AsyncSession, story_ids: Collection[UUID]) -> Sequence[Reply]:
    """The replies that are shown beside these stories, oldest first."""
    query = select(Reply).where(replies.c.story_id.in_(story_ids), replies.c.withdrawn_on.is_(None))
    return (await session.scalars(query.order_by(replies.c.id))).all()


async def words_of(session: AsyncSession, given: Iterable[Reply]) -> list[str | None]:
    """The words of each; None for one that was taken back."""
    return await KEYS.reveal(session, [(reply.id, reply.text) for reply in given])
