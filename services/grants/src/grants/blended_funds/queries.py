"""What one may ask about blended funds; all of it is public."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import BlendedFund as BlendedFundTold
from events.grants import DrawdownTold, PledgeTold
from grants.blended_funds.domain import BlendedFund, Side
from grants.blended_funds.tables import blended_funds
from grants.parties.queries import party
from kernel.errors import NotFound


async def fund_of(session: AsyncSession, fund_id: UUID) -> BlendedFund:
    """One blended fund."""
    fund = await session.get(BlendedFund, fund_id)
    if fund is None:
        raise NotFound(f"There is no blended fund {fund_id}.")
    return fund


async def hosts_fund(session: AsyncSession, host_id: UUID, fund_id: UUID) -> BlendedFund:
    """The host's own, held until the transaction ends. Another's reads as not found."""
    fund = await session.get(BlendedFund, fund_id, with_for_update=True)
    if fund is None or fund.host_id != host_id:
        raise NotFound(f"There is no blended fund {fund_id}.")
    return fund


async def funds_of(
    session: AsyncSession, *, host_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[BlendedFund]:
    """Blended funds, oldest first; `after` is the last one already seen."""
    query = select(BlendedFund).order_by(blended_funds.c.id).limit(limit)
    if host_id is not None:
        query = query.where(blended_funds.c.host_id == host_id)
    if after is not None:
        query = query.where(blended_funds.c.id > after)
    return (await session.scalars(query)).all()


async def fund_told(session: AsyncSession, fund: BlendedFund) -> BlendedFundTold:
    """What an event says of a blended fund as it now stands."""
    return BlendedFundTold(
        fund_id=fund.id,
        host=await party(session, fund.host_id),
        title=fund.title,
        description=fund.description,
        is_matched=fund.is_matched,
        public_drawn=str(fund.drawn(Side.PUBLIC)),
        private_drawn=str(fund.drawn(Side.PRIVATE)),
        pledges=[
            PledgeTold(number=each.number, contributor=each.contributor, side=each.side, amount=str(each.amount))
            for each in fund.pledges
        ],
        drawdowns=[
            DrawdownTold(number=each.number, pledge=each.pledge, amount=str(each.amount), drawn_on=each.drawn_on)
            for each in fund.drawdowns
        ],
    )
