"""Open books over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.book_quarters.api import sees_withheld
from tendering.contracts.queries import visible_contract
from tendering.open_books import commands, queries
from tendering.open_books.schemas import BookOut, BookReturnIn

router = Router(tags=["open books"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/open-book/returns", status_code=201, response_model=BookOut)
async def return_book(contract_id: UUID, body: BookReturnIn, provider: Provider, tx: Transaction, now: Now) -> BookOut:
    """Open the book of a contract for a period: costs, charges, margin, related parties and pay."""
    book = await commands.return_book(tx, owner_of(provider), contract_id, said=body.said(), now=now)
    return BookOut.of(book, sees_all=True)


@router.get("/contracts/{contract_id}/open-book", response_model=BookOut)
async def read_book(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> BookOut:
    """Whether a contract's book is open, by its own value or with what its supplier's group was given beside it."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return BookOut.of(await queries.book_of(reading, contract, now=now), sees_all=sees_withheld(visitor, contract))
