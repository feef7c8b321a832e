"""Who may bid. The one place that says so."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import Forbidden
from tendering.invitations.domain import Invitation
from tendering.invitations.tables import invitations
from tendering.markets.queries import must_be_member
from tendering.notices.domain import Notice
from tendering.phases.queries import must_be_invited


async def must_be_allowed_to_bid(
    session: AsyncSession, notice: Notice, supplier_id: UUID, lots: Collection[UUID]
) -> None:
    """Raise RuleBroken for who is no member of the notice's market, Forbidden for who was not invited where only the
    invited bid: to the last phase of a flexible procedure, for its lots, or to call off under a framework.
    """
    await must_be_member(session, notice.market_id, notice.market_part, supplier_id)
    await must_be_invited(session, notice, supplier_id, lots)
    if notice.under is None:
        return
    asked = select(invitations.c.id).where(
        invitations.c.notice_id == notice.id, invitations.c.supplier_id == supplier_id
    )
    if await session.scalar(asked) is None:
        raise Forbidden("Only who was invited bids here: the suppliers of the framework that nothing excludes.")


async def invited_to(
    session: AsyncSession,
    notice_id: UUID,
    *,
    supplier_id: UUID | None = None,
    after: UUID | None = None,
    limit: int | None = None,
) -> Sequence[Invitation]:
    """Every invitation to bid for a notice, or one supplier's, oldest first."""
    query = select(Invitation).where(invitations.c.notice_id == notice_id).order_by(invitations.c.id).limit(limit)
    if supplier_id is not None:
        query = query.where(invitations.c.supplier_id == supplier_id)
    if after is not None:
        query = query.where(invitations.c.id > after)
    return (await session.scalars(query)).all()
