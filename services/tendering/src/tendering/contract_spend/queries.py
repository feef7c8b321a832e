"""What one may ask of the money under a contract; it is public, in sums."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Table, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.contract_spend.domain import ContractSpend, held_together
from tendering.contracts.domain import Contract
from tendering.contracts.queries import contracts_called
from tendering.payments.tables import invoices, payments
from tendering.spend_sums.queries import paid_under


async def spend_of(session: AsyncSession, contract: Contract) -> ContractSpend:
    """What the buyer was invoiced for and paid under a contract, and what its spend files say that it paid."""
    prime = payments.c.contract_id == contract.id, payments.c.tier == 1, payments.c.dataset.is_(None)
    month = cast(func.date_trunc("month", payments.c.paid_on), Date)
    query = select(month, func.sum(payments.c.pence)).where(*prime).group_by(month)
    posted = {day: int(pence) for day, pence in await session.execute(query)}
    asked = invoices.c.contract_id == contract.id, invoices.c.tier == 1
    return ContractSpend(
        invoiced=await total(session, invoices, *asked),
        months=held_together(posted, await published(session, contract)),
    )


async def published(session: AsyncSession, contract: Contract) -> dict[date, int]:
    """What files say by month: a line names the contract by its number, or by its title if no other bears it."""
    called = await contracts_called(session, contract.buyer_id, {str(contract.id), contract.title})
    names = [name for name, contract_id in called.items() if contract_id == contract.id]
    return {row.month: int(row.pence) for row in await paid_under(session, contract.buyer_id, names)}


async def total(session: AsyncSession, table: Table, *conditions: ColumnElement[Any]) -> int:
    """The pence of these rows."""
    return int(await session.scalar(select(func.coalesce(func.sum(table.c.pence), 0)).where(*conditions)) or 0)
