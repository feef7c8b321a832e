"""What one may ask of a contract's chain of money. It is public."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.payments.tables import payments
from tendering.subcontracts.rules import Veil
from tendering.suppliers.queries import groups_of
from tendering.supply_chain.domain import Flow, Position, by_group, positions_in, prime_payments
from tendering.supply_chain.tables import retention_statements

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


async def chains_to_state(session: AsyncSession) -> dict[UUID, int]:
    """Contracts under which money has moved since that was last told, each with how many payments there are."""
    kept, told = payments.c, retention_statements.c
    counted = (
        select(kept.contract_id, func.count().label("times"))
        .where(kept.contract_id.is_not(None), kept.dataset.is_(None))
        .group_by(kept.contract_id)
        .subquery()
    )
    query = (
        select(counted.c.contract_id, counted.c.times)
        .outerjoin(retention_statements, told.contract_id == counted.c.contract_id)
        .where(told.payments.is_distinct_from(counted.c.times))
        .order_by(counted.c.contract_id)
        .limit(AT_ONCE)
    )
    return {row.contract_id: row.times for row in await session.execute(query)}
