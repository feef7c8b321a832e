"""What one may do about performance: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import ImprovementPlanned, IndicatorsAgreed, PerformanceAssessed
from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.versions import must_match
from tendering.contracts.queries import as_agreed, buyers_contract
from tendering.performance.domain import Assessment, Band, Indicator, must_be_new
from tendering.performance.queries import Standing, as_rated, as_told, indicators_of, standing_of, suppliers_assessment
from tendering.performance.rules import assessed, usual_bands
from tendering.suppliers.queries import party


async def agree_indicators(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    said: Sequence[Mapping[str, Any]],
    bands: Sequence[Band] | None,
    now: datetime,
) -> Standing:
    """Add what a contract is measured by, with its bands or the rulebook's; of a proposal the signature tells."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_not_be_over()
    known = await indicators_of(session, contract.id)
    ours = tuple(bands) if bands else usual_bands(on=day_of(now))
    made = [Indicator(contract_id=contract.id, bands=ours, agreed_at=now, **each) for each in said]
    must_be_new(made, known)
    session.add_all(made)
    await session.flush()
    if contract.signed_at is None:
        contract.propose_anew(now=now)
    else:
        notice, agreed = await as_agreed(session, contract)
        all_of_them = [as_told(each) for each in (*known, *made)]
        told = IndicatorsAgreed(occurred_at=now, notice=notice, contract=agreed, indicators=all_of_them)
        await emit(session, contract.id, told)
    return await standing_of(session, contract, now=now)


async def assess_performance(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    first: date,
    last: date,
    actuals: Mapping[UUID, Decimal],
    by: str,
    now: datetime,
) -> Standing:
    """Rate every indicator for a period and publish that (UK9). Raises Conflict for a period that was assessed."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed performs nothing.")
    measures = await indicators_of(session, contract.id)
    if not measures:
        raise RuleBroken("This contract has no indicators to be assessed by; agree some first.")
    binds = (await standing_of(session, contract, now=now)).is_statutory
    made = Assessment(
        contract_id=contract.id,
        first=first,
        last=last,
        assessed_at=now,
        is_statutory=binds,
        findings=assessed(measures, actuals),
        assessed_by=by,
    )
    session.add(made)
    await flush_or_conflict(session, "A period that ends that day was assessed before.")
    notice, agreed = await as_agreed(session, contract)
    period = {"assessment_id": made.id, "first": first, "last": last, "is_statutory": binds}
    told = PerformanceAssessed(
        occurred_at=now, notice=notice, contract=agreed, results=as_rated(made, measures), **period
    )
    await emit(session, contract.id, told)
    return await standing_of(session, contract, now=now)


async def plan_improvement(
    session: AsyncSession,
    supplier_id: UUID,
    assessment_id: UUID,
    *,
    actions: str,
    due_on: date,
    expected: int | None,
    now: datetime,
) -> Assessment:
    """The supplier says what it will do about what was found."""
    found, contract = await suppliers_assessment(session, supplier_id, assessment_id)
    must_match(found.version, expected)
    found.plan_improvement(actions, due_on, now=now)
    told = ImprovementPlanned(
        occurred_at=now,
        contract_id=contract.id,
        notice_id=contract.notice_id,
        assessment_id=found.id,
        supplier=await party(session, supplier_id),
        actions=actions,
        due_on=due_on,
    )
    await emit(session, contract.id, told)
    return found
