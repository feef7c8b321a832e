"""The money under a contract over HTTP: parse, call, answer."""

from uuid import UUID

from chassis.http import Reading, Router
from chassis.identity import Visitor
from tendering.contract_spend.queries import spend_of
from tendering.contract_spend.schemas import ContractSpendOut
from tendering.contracts.queries import visible_contract

router = Router(tags=["payments"])


@router.get("/contracts/{contract_id}/spend", response_model=ContractSpendOut)
async def read_contract_spend(contract_id: UUID, reading: Reading, visitor: Visitor) -> ContractSpendOut:
    """What was invoiced and paid under a contract: as posted, and as the buyer's spend files say that name it."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    return ContractSpendOut.of(contract.id, await spend_of(reading, contract))
