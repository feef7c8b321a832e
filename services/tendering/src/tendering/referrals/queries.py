"""What one may ask of concentration, from awards that are public."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of, end_of
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.contracts.domain import Status
from tendering.contracts.tables import contracts
from tendering.notices.tables import notices
from tendering.referrals.domain import Concentration, Counted
from tendering.referrals.rules import Figures, concentration
from tendering.suppliers.queries import groups_on


async def concentration_of(
    session: AsyncSession, *, buyer_id: UUID | None, division: str | None, figures: Figures, on: date
) -> Concentration:
    """Of one buyer's awards, or of all; of one CPV division, or of everything."""
    made = await awards_between(session, figures.period(on).first, on, buyer_id=buyer_id, division=division)
    groups = await groups_on(session, {(award.supplier_id, day_of(award.decided_at)) for award in made})
    signed = await contracts_under(session, [award.id for award in made])
    return concentration([counted_as(each, groups, signed.get(each.id, ())) for each in made], figures, on=on)


async def awards_between(
    session: AsyncSession, first: date, last: date, *, buyer_id: UUID | None, division: str | None
) -> list[Award]:
    """What was awarded from the first to the last of these days, oldest first."""
    query = select(Award, notices.c.cpv).join(notices, notices.c.id == awards.c.notice_id).order_by(awards.c.id)
    query = query.where(awards.c.decided_at >= end_of(first - timedelta(days=1)), awards.c.decided_at < end_of(last))
    if buyer_id is not None:
        query = query.where(awards.c.buyer_id == buyer_id)
    found = await session.execute(query)
    return [award for award, cpv in found if division is None or any(code[:2] == division for code in cpv)]


def counted_as(award: Award, groups: Mapping[tuple[UUID, date], UUID], contract_ids: tuple[UUID, ...]) -> Counted:
    """An award with the group that its supplier belonged to on the day it was made."""
    decided_on = day_of(award.decided_at)
    return Counted(
        award_id=award.id,
        notice_id=award.notice_id,
        buyer_id=award.buyer_id,
        supplier_id=award.supplier_id,
        group_id=groups[award.supplier_id, decided_on],
        value=award.value,
        decided_on=decided_on,
        is_direct=award.bid_id is None,
        contract_ids=contract_ids,
    )


async def contracts_under(session: AsyncSession, award_ids: list[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The signed contracts of these awards; a proposal is its parties' own."""
    query = select(contracts.c.award_id, contracts.c.id).where(
        contracts.c.award_id == any_(literal(award_ids, ARRAY(Uuid))), contracts.c.status != Status.PROPOSED
    )
    return {award_id: (contract_id,) for award_id, contract_id in await session.execute(query)}
