"""Signing over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.contracts.domain import Contract
from tendering.contracts.schemas import ContractOut
from tendering.signatures import commands

router = Router(tags=["contracts"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/contracts/{contract_id}/sign", response_model=ContractOut)
async def sign_contract(
    contract_id: UUID, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Contract:
    """The supplier signs what the buyer proposed; from here on both are bound."""
    return await commands.sign_contract(tx, owner_of(provider), contract_id, expected=expected, now=now)
