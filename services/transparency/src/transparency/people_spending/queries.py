"""What one may ask about spending on people. It is public."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.periods import DatePeriod
from transparency.directory.tables import contracts, notices
from transparency.exports.tables import authority_payments
from transparency.people_spending.domain import PeopleSpending
from transparency.people_spending.rules import people_spending, rule_on


async def people_spending_of(session: AsyncSession, buyer_id: UUID, first: date, last: date) -> PeopleSpending:
    """What an authority posted that it paid between two days, by what its contracts are for.

    Lines of spend files are not in it: they name no regime, and seldom a contract.
    """
    kept = authority_payments.c
    paid = (
        select(kept.contract_id, func.sum(kept.pence).label("pence"))
        .where(kept.buyer_id == buyer_id, kept.paid_on.between(first, last))
        .group_by(kept.contract_id)
        .subquery()
    )
    regime, code = notices.c.facts["regime"].astext, contracts.c.facts["cpv"]
    query = (
        select(paid.c.pence, contracts.c.id, regime.label("regime"), code.label("cpv"))
        .outerjoin(contracts, contracts.c.id == paid.c.contract_id)
        .outerjoin(notices, notices.c.id == contracts.c.notice_id)
    )
    found = await session.execute(query)
    bought = [(int(row.pence), row.id is not None, row.regime, row.cpv or []) for row in found]
    return people_spending(bought, DatePeriod(first, last), rule_on(last))
