"""What one may ask about open books; they are public."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from tendering.book_quarters.queries import quarters_of
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.open_books.domain import Book, BookReturn, Watch
from tendering.open_books.rules import returns_due
from tendering.open_books.tables import returns, watches


async def book_of(session: AsyncSession, contract: Contract, *, now: datetime) -> Book:
    """The open book of a signed contract."""
    by_quarter = await quarters_of(session, contract, now=now)
    mine = select(BookReturn).where(returns.c.contract_id == contract.id).order_by(returns.c.last)
    told = (await session.scalars(mine)).all()
    owes_uplift = contract.pay_index is not None
    owed = by_quarter.standing.trigger.is_open or owes_uplift
    over = contract.ended_on or contract.ends_on
    return Book(
        contract_id=contract.id,
        quarters=by_quarter,
        returns=told,
        due=returns_due(contract.starts_on, over, told) if owed else {},
        today=day_of(now),
        owes_uplift=owes_uplift,
    )


async def books_to_look_at(session: AsyncSession, today: date, *, limit: int) -> Sequence[tuple[Contract, Watch]]:
    """Signed contracts whose books were not looked at today, of each the last look."""
    query = select(Contract, Watch).outerjoin(Watch, watches.c.contract_id == contracts.c.id)
    unseen = watches.c.contract_id.is_(None) | (~watches.c.is_settled & (watches.c.looked_on < today))
    query = query.where(contracts.c.signed_at.is_not(None), contracts.c.starts_on < today, unseen)
    query = query.order_by(contracts.c.id).limit(limit).with_for_update(skip_locked=True, of=contracts)
    found = (await session.execute(query)).all()
    return [(contract, watch or Watch(contract_id=contract.id, looked_on=today)) for contract, watch in found]
