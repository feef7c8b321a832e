"""What one may do with a blended fund: load, decide, record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import BlendedFundDrawn, BlendedFundOpened
from grants.adoptions.commands import stand_by
from grants.blended_funds.domain import BlendedFund, Pledge
from grants.blended_funds.queries import fund_told, hosts_fund
from grants.blended_funds.rules import is_matched
from grants.parties.queries import active_funder
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match


async def open_fund(
    session: AsyncSession,
    host_id: UUID,
    *,
    title: str,
    description: str,
    is_matched: bool,
    pledges: Sequence[Pledge],
    now: datetime,
) -> BlendedFund:
    """Begin a fund with what both sides pledge. Raises Unacceptable where one of them pledges nothing."""
    await active_funder(session, host_id)
    fund = BlendedFund(
        host_id=host_id,
        title=title,
        description=description,
        is_matched=is_matched,
        opened_at=now,
        pledges=[*pledges],
    )
    session.add(fund)
    await emit(session, fund.id, BlendedFundOpened(occurred_at=now, fund=await fund_told(session, fund)))
    return fund


async def draw(
    session: AsyncSession,
    host_id: UUID,
    fund_id: UUID,
    *,
    pledge: int,
    amount: Money,
    drawn_on: date | None,
    expected: int | None,
    now: datetime,
) -> BlendedFund:
    """Record what was put in. Raises Refused where private money would fall behind in a fund that said it is matched.

    In any other fund that is flagged: the decision is kept.
    """
    fund = await hosts_fund(session, host_id, fund_id)
    must_match(fund.version, expected)
    fund.draw(pledge, amount, drawn_on=drawn_on or day_of(now), now=now)
    await stand_by(session, [is_matched(fund, now=now)], fund.id)
    await emit(session, fund.id, BlendedFundDrawn(occurred_at=now, fund=await fund_told(session, fund)))
    return fund
