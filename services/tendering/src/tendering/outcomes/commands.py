"""What one may do about outcomes: load, decide, record."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import OutcomesReported
from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.contracts.queries import suppliers_contract
from tendering.outcomes.domain import Return
from tendering.outcomes.queries import award_a_year
from tendering.outcomes.rules import unit_costs
from tendering.suppliers.queries import party


async def report_outcomes(
    session: AsyncSession,
    supplier_id: UUID,
    contract_id: UUID,
    *,
    said: Mapping[str, Any],
    annual_cost: Money | None,
    now: datetime,
) -> tuple[Return, Fraction | None]:
    """The supplier says what its contract gave in a period; the costs of it are told to everybody."""
    contract = await suppliers_contract(session, supplier_id, contract_id)
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed gives nothing.")
    made = Return(contract_id=contract.id, annual_cost=annual_cost, reported_at=now, **said)
    session.add(made)
    a_year = await award_a_year(session, contract)
    costs = unit_costs(made, a_year)
    told = OutcomesReported(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, supplier_id),
        **said,
        per_place_year=shown(costs.per_place_year),
        per_occupied_night=shown(costs.per_occupied_night),
        per_outcome=shown(costs.per_outcome),
    )
    await emit(session, contract.id, told)
    return made, a_year


def shown(cost: Money | None) -> str | None:
    """A unit cost as an event tells it."""
    return None if cost is None else str(cost)
