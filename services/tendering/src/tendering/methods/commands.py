"""What one may do with a method: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.versions import must_match
from tendering.methods.domain import Figures, Method
from tendering.methods.queries import set_by_buyer
from tendering.notices.domain import Status
from tendering.notices.queries import notice_to_change
from tendering.notices.rules import commenced_on


async def set_method(
    session: AsyncSession, buyer_id: UUID, notice_id: UUID, figures: Figures, *, expected: int | None, now: datetime
) -> Method:
    """Say how the bids for a draft will be judged."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    method = await set_by_buyer(session, notice)
    if method is None:
        method = Method.usual(notice.id, on=commenced_on(notice, now=now))
        method.version = 0
        session.add(method)
    must_match(method.version, expected)
    method.restate(figures, is_draft=notice.status is Status.DRAFT)
    notice.method_digest = method.digest()
    return method
