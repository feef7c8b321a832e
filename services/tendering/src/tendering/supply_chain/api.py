"""A contract's chain of money over HTTP: parse, call, answer."""

from collections.abc import Mapping
from uuid import UUID

from chassis.http import Now, Reading, Router
from chassis.identity import Visitor, oversees
from kernel.clock import day_of
from kernel.money import SignedMoney
from tendering.contracts.queries import visible_contract
from tendering.subcontracts.queries import veil_over
from tendering.supply_chain.domain import Position
from tendering.supply_chain.queries import chain_of
from tendering.supply_chain.schemas import ChainOut, PositionOut

router = Router(tags=["supply chain"])


@router.get("/contracts/{contract_id}/supply-chain", response_model=ChainOut)
async def read_supply_chain(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> ChainOut:
    """Where the money of a contract ended: what each received, paid on and retained; who paid on more than it had."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    chain = await chain_of(reading, contract.id, on=day_of(now))
    if not oversees(visitor, contract.buyer_id):
        chain = chain.under(await veil_over(reading, contract.id, on=day_of(now)))
    return ChainOut(
        prime_payments=SignedMoney(chain.prime),
        organisations=positions(chain.organisations),
        groups=positions(chain.groups),
        over_paid_down=chain.over_paid_down,
    )


def positions(found: Mapping[UUID, Position]) -> list[PositionOut]:
    """In the order of their identifiers."""
    return [
        PositionOut(
            id=each,
            members=sorted(position.members),
            received=SignedMoney(position.received),
            paid_on=SignedMoney(position.paid_on),
            retained=SignedMoney(position.retained),
        )
        for each, position in sorted(found.items())
    ]
