"""What one may ask of a contract's chain of money. It is public."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.payments.tables import UNSTATED, payments
from tendering.subcontracts.rules import Veil
from tendering.suppliers.queries import groups_of
from tendering.supply_chain.domain import Flow, Position, by_group, positions_in, prime_payments

AT_ONCE = 100


@dataclass(frozen=True)
class Chain:
    """Who had how much of a contract's money, by organisation and by group; what the buyer paid, in pence."""

    prime: int
    organisations: dict[UUID, Position]
    groups: dict[UUID, Position]

    def under(self, veil: Veil) -> Self:
        """The same as everybody may know it: names change, sums do not."""
        organisations = {veil.over_id(each): under(veil, position) for each, position in self.organisations.items()}
        groups = {group_under(veil, each, position): under(veil, position) for each, position in self.groups.items()}
        return type(self)(self.prime, organisations, groups)

    @property
    def over_paid_down(self) -> list[UUID]:
        """Those that paid on more than they had received."""
        return sorted(it for it, position in self.organisations.items() if position.retained < 0)


def under(veil: Veil, position: Position) -> Position:
    """A position with its members as everybody may know them."""
    return replace(position, members={veil.over_id(each) for each in position.members})


def group_under(veil: Veil, group_id: UUID, position: Position) -> UUID:
    """The id that everybody may know a group by: its own, unless that would tell the name of a member."""
    if group_id in position.members:
        return veil.over_id(group_id)
    is_hidden = position.members <= veil.ids.keys()
    return min(veil.over_id(each) for each in position.members) if is_hidden else group_id


async def chain_of(session: AsyncSession, contract_id: UUID, *, on: date) -> Chain:
    """The chain under a contract, with the groups of that day."""
    kept = payments.c
    query = select(kept.payer_id, kept.payee_id, kept.pence, kept.tier).where(
        kept.contract_id == contract_id, kept.dataset.is_(None)
    )
    flows = [Flow(it.payer_id, it.payee_id, it.pence, it.tier == 1) for it in await session.execute(query)]
    parties = {it for flow in flows for it in (flow.payer_id, flow.payee_id)}
    groups = await groups_of(session, parties, on=on)
    return Chain(prime_payments(flows), positions_in(flows), by_group(flows, groups))


async def payments_to_state(session: AsyncSession) -> dict[UUID, list[UUID]]:
    """By contract, the payments of which nothing was told yet; so many contracts at once."""
    kept = payments.c
    waiting = select(kept.contract_id).where(UNSTATED).distinct().order_by(kept.contract_id).limit(AT_ONCE)
    found = select(kept.contract_id, kept.id).where(UNSTATED, kept.contract_id.in_(waiting)).order_by(kept.contract_id)
    by_contract: dict[UUID, list[UUID]] = {}
    for row in await session.execute(found):
        by_contract.setdefault(row.contract_id, []).append(row.id)
    return by_contract
