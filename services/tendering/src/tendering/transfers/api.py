"""Transfers of staff over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.contracts.queries import visible_contract
from tendering.transfers import commands, queries
from tendering.transfers.schemas import InformationIn, TransferIn, TransferOut

router = Router(tags=["transfers"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/transfers", status_code=201, response_model=TransferOut)
async def plan_transfer(
    contract_id: UUID, body: TransferIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> TransferOut:
    """Say from which incumbent staff move to the supplier, on the contract's first day."""
    buyer_id = owner_of(commissioner)
    made = await commands.plan_transfer(tx, buyer_id, contract_id, incumbent_id=body.incumbent_id, now=now)
    return TransferOut.of(made, buyer_id)


@router.post("/transfers/{transfer_id}/information", response_model=TransferOut)
async def give_information(
    transfer_id: UUID, body: InformationIn, incumbent: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> TransferOut:
    """The incumbent hands the employee liability information to the winner, and to nobody else."""
    own = owner_of(incumbent)
    made = await commands.give_information(tx, own, transfer_id, **dict(body), expected=expected, now=now)
    return TransferOut.of(made, own)


@router.get("/contracts/{contract_id}/transfers", response_model=list[TransferOut])
async def list_transfers(contract_id: UUID, reading: Reading, visitor: Visitor) -> list[TransferOut]:
    """From which incumbents staff move to a contract, and whether they were told of in time."""
    reader = visitor.organisation if visitor else None
    contract = await visible_contract(reading, reader, contract_id)
    return [TransferOut.of(each, reader) for each in await queries.transfers_of(reading, contract.id)]
