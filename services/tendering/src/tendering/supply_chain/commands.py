"""What each group retained is told, when money has moved."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import Retention, RetentionStated
from kernel.clock import day_of
from kernel.money import SignedMoney
from tendering.contracts.domain import Contract
from tendering.subcontracts.queries import veil_over
from tendering.suppliers.queries import party
from tendering.supply_chain.queries import chain_of, chains_to_state
from tendering.supply_chain.tables import retention_statements

_INSERTION = upsert(retention_statements)
TOLD = _INSERTION.on_conflict_do_update(index_elements=["contract_id"], set_={"payments": _INSERTION.excluded.payments})


async def state_retained(session: AsyncSession, now: datetime) -> None:
    """A timer: tell of every contract under which money has moved since the last time."""
    for contract_id, payments in (await chains_to_state(session)).items():
        contract = await session.get_one(Contract, contract_id)
        whole = await chain_of(session, contract_id, on=day_of(now))
        chain = whole.under(await veil_over(session, contract_id, on=day_of(now)))
        event = RetentionStated(
            occurred_at=now,
            buyer=await party(session, contract.buyer_id),
            prime_payments=str(SignedMoney(chain.prime)),
            retentions=[
                Retention(
                    group_id=group,
                    organisations=sorted(position.members),
                    received=str(SignedMoney(position.received)),
                    paid_on=str(SignedMoney(position.paid_on)),
                    retained=str(SignedMoney(position.retained)),
                )
                for group, position in sorted(chain.groups.items())
            ],
            over_paid_down=chain.over_paid_down,
        )
        await emit(session, contract_id, event)
        await session.execute(TOLD, {"contract_id": contract_id, "payments": payments})
