"""Direct call-offs over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.direct_call_offs import commands, queries
from tendering.direct_call_offs.domain import DirectCallOff
from tendering.direct_call_offs.schemas import DirectCallOffIn, DirectCallOffOut, TurnAnswerIn

router = Router(prefix="/notices", tags=["frameworks"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]
Party = Annotated[Actor, Depends(role("commissioner", "provider", "auditor"))]


@router.post("/{framework_id}/direct-call-offs", status_code=201, response_model=DirectCallOffOut)
async def call_off_directly(
    framework_id: UUID, body: DirectCallOffIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> DirectCallOff:
    """Offer a contract under a framework's lot to the supplier that its mechanism names, without competition."""
    return await commands.call_off_directly(
        tx,
        owner_of(commissioner),
        framework_id,
        body.wanted(),
        standstill_working_days=body.standstill_working_days,
        now=now,
    )


@router.get("/{notice_id}/turns", response_model=DirectCallOffOut)
async def read_turns(notice_id: UUID, reading: Reading, reader: Party) -> DirectCallOff:
    """Who was asked and what they answered: for the buyer, for auditors, and for whoever was asked."""
    is_auditor = reader.has("auditor")
    return await queries.readable_call_off(reading, reader.organisation, notice_id, is_auditor=is_auditor)


@router.post("/{notice_id}/turns/answer", response_model=DirectCallOffOut)
async def answer_turn(
    notice_id: UUID, body: TurnAnswerIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> DirectCallOff:
    """Accept, which awards the contract, or decline, after which the next supplier is asked."""
    return await commands.answer_turn(tx, owner_of(provider), notice_id, **dict(body), expected=expected, now=now)


@router.post("/{notice_id}/turns/pass", response_model=DirectCallOffOut)
async def pass_on(
    notice_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> DirectCallOff:
    """Ask the next supplier, when the one whose turn it was has let its time go by."""
    return await commands.pass_on(tx, owner_of(commissioner), notice_id, expected=expected, now=now)
