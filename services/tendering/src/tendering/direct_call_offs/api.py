"""Direct call-offs over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.direct_call_offs import commands, queries
from tendering.direct_call_offs.domain import DirectCallOff
from tendering.direct_call_offs.schemas import DirectCallOffIn, DirectCallOffOut, TurnAnswerIn, told

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
async def read_turns(notice_id: UUID, reading: Reading, reader: Party) -> DirectCallOffOut:
    """Who was asked and what they answered: for the buyer and auditors all, for whoever was asked its own turn."""
    is_auditor = reader.has("auditor")
    call_off = await queries.readable_call_off(reading, reader.organisation, notice_id, is_auditor=is_auditor)
    sees_all = is_auditor or reader.organisation == call_off.buyer_id
    return told(call_off, only=None if sees_all else reader.organisation)


@router.post("/{notice_id}/turns/answer", response_model=DirectCallOffOut)
async def answer_turn(
    notice_id: UUID, body: TurnAnswerIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> DirectCallOffOut:
    """Accept, which awards the contract, or decline, after which the next supplier is asked."""
    supplier_id = owner_of(provider)
    answered = await commands.answer_turn(tx, supplier_id, notice_id, **dict(body), expected=expected, now=now)
    return told(answered, only=supplier_id)


@router.post("/{notice_id}/turns/pass", response_model=DirectCallOffOut)
async def pass_on(
    notice_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> DirectCallOff:
    """Ask the next supplier, when the one whose turn it was has let its time go by."""
    return await commands.pass_on(tx, owner_of(commissioner), notice_id, expected=expected, now=now)
