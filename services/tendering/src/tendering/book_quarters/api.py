"""The quarters of open books over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.book_quarters import commands, queries
from tendering.book_quarters.schemas import QuarterIn, QuartersOut
from tendering.contracts.domain import Contract
from tendering.contracts.queries import visible_contract

router = Router(tags=["open books"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/open-book/quarters", status_code=201, response_model=QuartersOut)
async def return_quarter(
    contract_id: UUID, body: QuarterIn, provider: Provider, tx: Transaction, now: Now
) -> QuartersOut:
    """Open the book of a contract for a quarter: six lines of costs, the margin, related parties, postings."""
    book = await commands.return_quarter(tx, owner_of(provider), contract_id, said=body.said(), now=now)
    return QuartersOut.of(book, sees_all=True)


@router.get("/contracts/{contract_id}/open-book/quarters", response_model=QuartersOut)
async def read_quarters(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> QuartersOut:
    """A contract's book by quarter. What is withheld for a time only its parties and auditors read."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    book = await queries.quarters_of(reading, contract, now=now)
    return QuartersOut.of(book, sees_all=sees_withheld(visitor, contract))


def sees_withheld(visitor: Actor | None, contract: Contract) -> bool:
    """Whether this reader may see the lines that are withheld from the public."""
    return visitor is not None and (visitor.has("auditor") or contract.is_party(visitor.organisation))
