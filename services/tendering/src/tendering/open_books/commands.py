"""What one may do about an open book: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import BookOverdue, BookReturned
from kernel.clock import day_of
from kernel.rounding import half_up
from tendering.book_quarters.rules import as_told
from tendering.contracts.domain import Contract
from tendering.contracts.queries import suppliers_contract
from tendering.open_books.domain import Book, BookReturn
from tendering.open_books.queries import book_of, books_to_look_at
from tendering.open_books.rules import margin_above_bid, must_agree, must_say_the_rise, pays_fairly, raises_pay
from tendering.suppliers.queries import party

BATCH = 50


async def return_book(
    session: AsyncSession, supplier_id: UUID, contract_id: UUID, *, said: Mapping[str, Any], now: datetime
) -> Book:
    """The supplier opens its book for a period. A closed one may be opened by choice; a period is returned once."""
    contract = await suppliers_contract(session, supplier_id, contract_id)
    before = await book_of(session, contract, now=now)
    made = BookReturn(contract_id=contract.id, returned_at=now, **said)
    must_say_the_rise(made, before.returns, contract.pay_index)
    must_agree(made, before.quarters.returns)
    session.add(made)
    await flush_or_conflict(session, "A period that ends that day was returned before.")
    late = before.is_overdue and before.next_due_on is not None and made.first <= before.next_due_on
    await tell_return(session, contract, made, before.returns, late=late, now=now)
    return await book_of(session, contract, now=now)


async def tell_return(
    session: AsyncSession,
    contract: Contract,
    made: BookReturn,
    earlier: Sequence[BookReturn],
    *,
    late: bool,
    now: datetime,
) -> None:
    """Tell everybody what the book shows."""
    above = margin_above_bid(made)
    told = BookReturned(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        margin_above_bid_pct=None if above is None else f"{half_up(above, 4):f}",
        pays_fairly=pays_fairly(made.staff, on=day_of(now)),
        raises_pay=raises_pay(made, earlier),
        late=late,
        **as_told(made, on=day_of(now)),
    )
    await emit(session, contract.id, told)


async def tell_overdue_books(session: AsyncSession, now: datetime) -> None:
    """Say once of each return of an open book that it is overdue; a timer that looks at every book once a day."""
    for contract, watch in await books_to_look_at(session, day_of(now), limit=BATCH):
        book = await book_of(session, contract, now=now)
        session.add(watch)
        watch.looked_on = day_of(now)
        watch.is_settled = book.next_due_on is None and contract.ended_on is not None
        if book.next_due_on is None or not book.is_overdue or watch.told_due_on == book.next_due_on:
            continue
        watch.told_due_on = book.next_due_on
        told = BookOverdue(
            occurred_at=now,
            notice_id=contract.notice_id,
            buyer=await party(session, contract.buyer_id),
            supplier=await party(session, contract.supplier_id),
            due_on=book.next_due_on,
        )
        await emit(session, contract.id, told)
