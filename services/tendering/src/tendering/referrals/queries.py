"""What one may ask of concentration, from awards that are public."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.contracts.domain import Status
from tendering.contracts.tables import contracts
from tendering.notices.tables import notices
from tendering.referrals.domain import Concentration, Counted
from tendering.referrals.rules import Figures, concentration
from tendering.suppliers.queries import groups_of


async def concentration_of(
    session: AsyncSession, *, buyer_id: UUID | None, division: str | None, figures: Figures, on: date
) -> Concentration:
    """Of one buyer's awards, or of all; of one CPV division, or of everything."""
    query = select(Award, notices.c.cpv).join(notices, notices.c.id == awards.c.notice_id).order_by(awards.c.id)
    if buyer_id is not None:
        query = query.where(awards.c.buyer_id == buyer_id)
    found = [
        award
        for award, cpv in await session.execute(query)
        if day_of(award.decided_at) in figures.period(on) and (division is None or any(c[:2] == division for c in cpv))
    ]
    signed = await contracts_under(session, [award.id for award in found])
    counted = [await counted_as(session, award, signed.get(award.id, ())) for award in found]
    return concentration(counted, figures, on=on)


async def counted_as(session: AsyncSession, award: Award, contract_ids: tuple[UUID, ...]) -> Counted:
    """An award with the group that its supplier belonged to on the day it was made."""
    decided_on = day_of(award.decided_at)
    groups = await groups_of(session, [award.supplier_id], on=decided_on)
    return Counted(
        award_id=award.id,
        notice_id=award.notice_id,
        buyer_id=award.buyer_id,
        supplier_id=award.supplier_id,
        group_id=groups[award.supplier_id],
        value=award.value,
        decided_on=decided_on,
        is_direct=award.bid_id is None,
        contract_ids=contract_ids,
    )


async def contracts_under(session: AsyncSession, award_ids: list[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The signed contracts of these awards; a proposal is its parties' own."""
    query = select(contracts.c.award_id, contracts.c.id).where(
        contracts.c.award_id.in_(award_ids), contracts.c.status != Status.PROPOSED
    )
    return {award_id: (contract_id,) for award_id, contract_id in await session.execute(query)}
