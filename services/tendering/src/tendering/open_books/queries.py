"""What one may ask about open books; they are public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken
from rulebook.profiles import Profile, provision
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.notices.domain import Notice
from tendering.open_books.domain import BookReturn, Signed, Watch
from tendering.open_books.rules import Trigger, next_due, trigger
from tendering.open_books.tables import returns, watches
from tendering.suppliers.queries import groups_of


@dataclass(frozen=True, kw_only=True)
class Book:
    """Whether a contract's book is open, why, and what was returned of it; `next_due_on` is None for a closed one."""

    contract_id: UUID
    trigger: Trigger
    returns: Sequence[BookReturn]
    next_due_on: date | None
    today: date

    @property
    def is_overdue(self) -> bool:
        """Whether the last day for the next return is over."""
        return self.next_due_on is not None and self.today > self.next_due_on


async def book_of(session: AsyncSession, contract: Contract, *, now: datetime) -> Book:
    """The open book of a signed contract."""
    found = await trigger_of(session, contract)
    mine = select(BookReturn).where(returns.c.contract_id == contract.id).order_by(returns.c.last)
    told = (await session.scalars(mine)).all()
    over = contract.ended_on or contract.ends_on
    owed = found.is_open and over >= contract.starts_on and not (told and told[-1].last >= over)
    due = next_due(contract.starts_on, over, told) if owed else None
    return Book(contract_id=contract.id, trigger=found, returns=told, next_due_on=due, today=day_of(now))


async def books_to_look_at(session: AsyncSession, today: date, *, limit: int) -> Sequence[tuple[Contract, Watch]]:
    """Signed contracts whose books were not looked at today, of each the last look."""
    query = select(Contract, Watch).outerjoin(Watch, watches.c.contract_id == contracts.c.id)
    unseen = watches.c.contract_id.is_(None) | (~watches.c.is_settled & (watches.c.looked_on < today))
    query = query.where(contracts.c.signed_at.is_not(None), contracts.c.starts_on < today, unseen)
    query = query.order_by(contracts.c.id).limit(limit).with_for_update(skip_locked=True, of=contracts)
    found = (await session.execute(query)).all()
    return [(contract, watch or Watch(contract_id=contract.id, looked_on=today)) for contract, watch in found]


async def trigger_of(session: AsyncSession, contract: Contract) -> Trigger:
    """What opens the book: the value as it stands, or with what the same group was given for the same service."""
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed has no book to open.")
    signed_on = day_of(contract.signed_at)
    usual = provision(Profile.SOCIAL_ECONOMY, "open_book", on=signed_on).money("value_over")
    given = select(Contract).where(contracts.c.buyer_id == contract.buyer_id, contracts.c.signed_at.is_not(None))
    all_given = (await session.scalars(given)).all()
    groups = await groups_of(session, {each.supplier_id for each in all_given}, on=signed_on)
    group = groups[contract.supplier_id]
    same = [each for each in all_given if groups[each.supplier_id] == group]
    known = {each.id: each for each in [await as_signed(session, one) for one in same]}
    return trigger(known[contract.id], list(known.values()), threshold=contract.open_book_over or usual)


async def as_signed(session: AsyncSession, contract: Contract) -> Signed:
    """A contract as the trigger looks at it."""
    if contract.signed_at is None:
        raise ValueError(f"contract {contract.id} is not signed")
    notice = await session.get_one(Notice, contract.notice_id)
    return Signed(id=contract.id, value=contract.value, signed_on=day_of(contract.signed_at), cpv=notice.cpv)
