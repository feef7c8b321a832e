"""What one may do about a supplier that might fail: load, decide, record."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.tendering import ContinuityPlanDropped, ContinuityPlanMade, ContinuityPlanRequired
from kernel.clock import day_of
from kernel.versions import must_match
from tendering.continuity.domain import ContinuityPlan
from tendering.contracts.domain import Contract
from tendering.contracts.queries import buyers_contract
from tendering.distress.queries import changes_so_far
from tendering.redactions.domain import Withholding
from tendering.resilience.domain import KeptPlan, PlanRequirement, Standing
from tendering.resilience.queries import buyers_to_look_at, exposures_of, standings_of_buyer
from tendering.resilience.rules import Figures, asks_for_plan, needs_plan
from tendering.resilience.tables import exposure_looks
from tendering.suppliers.queries import party

BATCH = 50
_LOOK = upsert(exposure_looks)
LOOKED = _LOOK.on_conflict_do_update(
    index_elements=["buyer_id"], set_={"looked_on": _LOOK.excluded.looked_on, "changes": _LOOK.excluded.changes}
)


async def make_plan(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    plan: ContinuityPlan,
    withheld: Withholding | None,
    expected: int | None,
    now: datetime,
) -> Standing:
    """Say how a running contract's service goes on without its supplier, in the place of the last plan."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    today = day_of(now)
    if withheld is not None:
        withheld.must_expire(today, "/withheld")
    kept = await session.get(KeptPlan, contract_id)
    must_match(0 if kept is None else kept.version, expected)
    if kept is None:
        kept = KeptPlan(contract_id=contract_id, plan=plan, withheld=withheld, first_made_on=today, made_on=today)
        session.add(kept)
    else:
        kept.make_anew(plan, withheld, on=today)
    await tell_plan(session, contract, kept, now=now)
    return Standing(contract_id, await session.get(PlanRequirement, contract_id), kept)


async def tell_plan(session: AsyncSession, contract: Contract, kept: KeptPlan, *, now: datetime) -> None:
    """Tell everybody that there is a plan, and what it says unless that is withheld."""
    why = kept.withheld
    told = ContinuityPlanMade(
        occurred_at=now,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        plan=str(kept.plan) if why is None else None,
        withheld_because=why and why.ground,
        withheld_until=why and why.until,
    )
    await emit(session, contract.id, told)


async def ask_for_plans(session: AsyncSession, now: datetime) -> None:
    """A timer: ask for the plans that are needed, once a day and whenever a sign was recorded or withdrawn."""
    figures, changes = Figures.as_of(day_of(now)), await changes_so_far(session)
    for buyer_id in await buyers_to_look_at(session, figures.on, changes, limit=BATCH):
        await look_at(session, buyer_id, figures, now=now)
        await session.execute(LOOKED, {"buyer_id": buyer_id, "looked_on": figures.on, "changes": changes})


async def look_at(session: AsyncSession, buyer_id: UUID, figures: Figures, *, now: datetime) -> None:
    """Ask for a plan of every contract with a group at the line that has none; of others none is asked any longer."""
    found = await exposures_of(session, buyer_id, figures)
    exposed = {contract for each in found if needs_plan(each, figures) for contract in each.contract_ids}
    standings = await standings_of_buyer(session, buyer_id)
    for contract_id in sorted(exposed - {each.contract_id for each in standings}):
        await require(session, await session.get_one(Contract, contract_id), figures, now=now)
    await drop(session, [each for each in standings if each.contract_id not in exposed], now=now)


async def require(session: AsyncSession, contract: Contract, figures: Figures, *, now: datetime) -> None:
    """Ask for a plan of one contract, with the decision that says so."""
    decision = asks_for_plan(contract.id, figures, now=now)
    await keep(session, decision, contract.id)
    asked = PlanRequirement(
        contract_id=contract.id,
        buyer_id=contract.buyer_id,
        required_on=figures.on,
        due_on=figures.due_on,
        decision_id=decision.id,
    )
    session.add(asked)
    told = ContinuityPlanRequired(
        occurred_at=now,
        contract_id=contract.id,
        notice_id=contract.notice_id,
        buyer=await party(session, contract.buyer_id),
        supplier=await party(session, contract.supplier_id),
        due_on=asked.due_on,
        decision_id=decision.id,
    )
    await emit(session, decision.id, told)  # no command on the contract waits for what a timer finds


async def drop(session: AsyncSession, standings: Collection[Standing], *, now: datetime) -> None:
    """Of these contracts no plan is asked any longer; one that was made stays."""
    for each in standings:
        if each.requirement is None or each.kept is not None:
            continue
        await session.delete(each.requirement)
        contract = await session.get_one(Contract, each.contract_id)
        told = ContinuityPlanDropped(
            occurred_at=now,
            contract_id=contract.id,
            notice_id=contract.notice_id,
            buyer=await party(session, contract.buyer_id),
            supplier=await party(session, contract.supplier_id),
        )
        await emit(session, each.requirement.decision_id, told)
