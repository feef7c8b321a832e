"""Entries for the register of contracts over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.register_entries import commands, queries
from tendering.register_entries.schemas import RegisterEntryIn, RegisterEntryOut

router = Router(prefix="/contracts/{contract_id}/register-entry", tags=["contracts"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.put("", response_model=RegisterEntryOut)
async def state_register_entry(
    contract_id: UUID,
    body: RegisterEntryIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> RegisterEntryOut:
    """Say what the register of contracts wants known of a signed contract and its notices do not tell, whole."""
    entry = await commands.state_entry(
        tx, owner_of(commissioner), contract_id, body.parsed(), expected=expected, now=now
    )
    return RegisterEntryOut.of(entry)


@router.get("", response_model=RegisterEntryOut)
async def read_register_entry(contract_id: UUID, reading: Reading) -> RegisterEntryOut:
    """What its buyer last said; public."""
    return RegisterEntryOut.of(await queries.entry_of(reading, contract_id))
