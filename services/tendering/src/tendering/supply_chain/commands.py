"""What each group retained is told, when money has moved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import Retention, RetentionStated
from kernel.clock import day_of
from kernel.money import SignedMoney
from tendering.contracts.domain import Contract
from tendering.payments.tables import payments
from tendering.subcontracts.queries import veil_over
from tendering.suppliers.queries import party
from tendering.supply_chain.domain import Position
from tendering.supply_chain.queries import chain_of, payments_to_state


async def state_retained(session: AsyncSession, now: datetime) -> None:
    """A timer: tell of every contract under which money has moved since the last time.

    Which payments are new is asked before they are added up: what comes in meanwhile is told the next time, too.
    """
    for contract_id, new in (await payments_to_state(session)).items():
        contract = await session.get_one(Contract, contract_id)
        whole = await chain_of(session, contract_id, on=day_of(now))
        chain = whole.under(await veil_over(session, contract_id, on=day_of(now)))
        event = RetentionStated(
            occurred_at=now,
            buyer=await party(session, contract.buyer_id),
            prime_payments=str(SignedMoney(chain.prime)),
            retentions=[retained_by(group, position) for group, position in sorted(chain.groups.items())],
            over_paid_down=chain.over_paid_down,
        )
        await emit(session, contract_id, event)
        stated = update(payments).where(payments.c.id == any_(literal(new, ARRAY(Uuid)))).values(is_stated=True)
        await session.execute(stated)


def retained_by(group_id: UUID, position: Position) -> Retention:
    """What an event says of a group's position in a chain."""
    return Retention(
        group_id=group_id,
        organisations=sorted(position.members),
        received=str(SignedMoney(position.received)),
        paid_on=str(SignedMoney(position.paid_on)),
        retained=str(SignedMoney(position.retained)),
    )
