"""What one may ask about rights of reply."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.replies.domain import RightOfReply
from registry.replies.tables import rights_of_reply


async def open_rights(session: AsyncSession, organisation_id: UUID) -> Mapping[str, RightOfReply]:
    """The labels that hold and that the organisation was told of."""
    of_organisation = (rights_of_reply.c.organisation == organisation_id) & rights_of_reply.c.closed_at.is_(None)
    found = await session.scalars(select(RightOfReply).where(of_organisation))
    return {right.label: right for right in found}


async def open_right(session: AsyncSession, organisation_id: UUID, label: str) -> RightOfReply:
    """The organisation's right to reply to a label. Raises NotFound where none is open."""
    right = (await open_rights(session, organisation_id)).get(label)
    if right is None:
        raise NotFound(f"There is no label {label} that the organisation {organisation_id} could reply to.")
    return right
