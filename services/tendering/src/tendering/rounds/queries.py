"""What one may ask about the rounds of an open framework."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound, RuleBroken
from tendering.frameworks.domain import Scheme
from tendering.frameworks.queries import framework_of, scheme_of
from tendering.notices.domain import Notice


async def scheme_to_reopen(session: AsyncSession, notice: Notice) -> Scheme:
    """The open framework that a draft awards anew, held until the transaction ends.

    Raises RuleBroken unless it names the first notice of one of its buyer's own.
    """
    if notice.reopens_id is None:
        raise RuleBroken("This notice reopens nothing: publish it.")
    first = await framework_of(session, notice.reopens_id, held=True)
    scheme = await scheme_of(session, first)
    if scheme is None or first.reopens_id is not None or first.buyer_id != notice.buyer_id:
        raise RuleBroken("Name the notice of yours with which an open framework began.")
    return scheme


async def open_framework(session: AsyncSession, framework: Notice) -> Scheme:
    """The open framework that a notice is a round of. Raises NotFound for one that is not open."""
    scheme = await scheme_of(session, framework)
    if scheme is None:
        raise NotFound(f"The framework {framework.id} is not open.")
    return scheme


async def rounds_beside(session: AsyncSession, notice_id: UUID) -> set[UUID]:
    """The other rounds of an open framework of which this notice is one; none for anything else."""
    scheme = await scheme_of(session, await session.get_one(Notice, notice_id))
    return set(scheme.rounds) - {notice_id} if scheme else set()
