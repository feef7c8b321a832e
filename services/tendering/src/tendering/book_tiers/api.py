"""How deep a book is over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from kernel.clock import day_of
from tendering.book_tiers import commands
from tendering.book_tiers.schemas import RiskIn, TierOut

router = Router(tags=["open books"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/contracts/{contract_id}/open-book/risks", status_code=201, response_model=TierOut)
async def state_risk(contract_id: UUID, body: RiskIn, commissioner: Commissioner, tx: Transaction, now: Now) -> TierOut:
    """Say how much is at risk in a contract: how deep its open book is follows from that and its value."""
    book = await commands.state_risk(tx, owner_of(commissioner), contract_id, **dict(body), now=now)
    return TierOut.on(book, day_of(now))
