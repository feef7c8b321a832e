"""What one may ask about openers and keys."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, Unacceptable
from tendering.notices.domain import Notice
from tendering.sealing.domain import Opener, SealingKey, key_id_of
from tendering.sealing.tables import openers


async def key_of(session: AsyncSession, notice: Notice, phase: int | None = None) -> SealingKey:
    """The key that bids for this notice, or entries for one of its phases, are sealed to.

    Raises NotFound where its buyer did not choose sealing, and for a phase that takes no entries.
    """
    key_id = key_id_of(notice, phase)
    if key_id is None:
        what = "Bids" if phase is None else f"Entries for the phase {phase}"
        raise NotFound(f"{what} of the notice {notice.id} are not sealed to a key.")
    return await session.get_one(SealingKey, key_id)


async def current_openers(session: AsyncSession, *, after: UUID | None, limit: int) -> Sequence[Opener]:
    """Everybody to whom a share can be dealt, in the order of registration."""
    query = select(Opener).where(openers.c.replaced_at.is_(None)).order_by(openers.c.id).limit(limit)
    if after is not None:
        query = query.where(openers.c.id > after)
    return (await session.scalars(query)).all()


async def openers_named(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[Opener]:
    """These openers, in this order. Raises Unacceptable for one who is not known, or has a newer key."""
    found = await session.scalars(select(Opener).where(openers.c.id.in_(ids), openers.c.replaced_at.is_(None)))
    known = {opener.id: opener for opener in found}
    for place, opener_id in enumerate(ids):
        if opener_id not in known:
            raise Unacceptable(f"/openers/{place}", "There is no such opener, or not with this key any more.")
    return [known[opener_id] for opener_id in ids]


async def notice_opened_by(session: AsyncSession, notice_id: UUID) -> Notice:
    """A notice as its openers know it: a draft too, since its shares are dealt before it is published."""
    notice = await session.get(Notice, notice_id)
    if notice is None:
        raise NotFound(f"There is no notice {notice_id}.")
    return notice
