"""What one may ask about marks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, RuleBroken
from tendering.marks.domain import Closing, Mark, Moderation
from tendering.marks.tables import marks, moderations
from tendering.notices.domain import Notice


async def marks_of(session: AsyncSession, notice_id: UUID) -> Sequence[Mark]:
    """Every mark that was given, counted or not."""
    return (await session.scalars(select(Mark).where(marks.c.notice_id == notice_id).order_by(marks.c.id))).all()


async def moderations_of(session: AsyncSession, notice_id: UUID) -> Sequence[Moderation]:
    """Every mark that was moderated, whether that counts or not, oldest first."""
    found = select(Moderation).where(moderations.c.notice_id == notice_id).order_by(moderations.c.id)
    return (await session.scalars(found)).all()


async def mark_in_place(
    session: AsyncSession, notice_id: UUID, *, lot_id: UUID, bid_id: UUID, criterion: str, member_id: UUID
) -> Mark:
    """The mark that a member gave. Raises NotFound."""
    query = select(Mark).where(marks.c.notice_id == notice_id, marks.c.lot_id == lot_id, marks.c.bid_id == bid_id)
    found: Mark | None = await session.scalar(
        query.where(marks.c.criterion == criterion, marks.c.member_id == member_id)
    )
    if found is None:
        raise NotFound("No such mark was given.")
    return found


async def own_moderation(session: AsyncSession, moderation_id: UUID, member_id: UUID) -> Moderation:
    """A moderation of a member's own mark, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Moderation, moderation_id, with_for_update=True)
    if found is None or found.member_id != member_id:
        raise NotFound(f"There is no moderation {moderation_id} of a mark of yours.")
    return found


async def is_closed(session: AsyncSession, notice: Notice) -> bool:
    """Whether nobody marks any more: the marking was closed, or the quality settled."""
    return notice.quality_locked_at is not None or await session.get(Closing, notice.id) is not None


async def must_be_closed(session: AsyncSession, notice: Notice) -> None:
    """Raise RuleBroken while somebody may still mark: no mark is given with the others' in view."""
    if not await is_closed(session, notice):
        raise RuleBroken("The marking is open: it is closed first, so that nobody marks with others' marks in view.")
