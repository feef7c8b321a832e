"""What one may ask about a workforce pack: with its notice it is public."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.notices.queries import visible_notice
from tendering.workforce.domain import Pack
from tendering.workforce.tables import packs


async def visible_pack(session: AsyncSession, organisation_id: UUID | None, notice_id: UUID) -> Pack:
    """The pack of a notice that this organisation (None: the public) may read. Raises NotFound."""
    await visible_notice(session, organisation_id, notice_id)
    found = await pack_of(session, notice_id)
    if found is None:
        raise NotFound("There is no workforce pack to this notice.")
    return found


async def pack_of(session: AsyncSession, notice_id: UUID) -> Pack | None:
    """The pack as it was last made, if it was."""
    found: Pack | None = await session.scalar(select(Pack).where(packs.c.notice_id == notice_id))
    return found
