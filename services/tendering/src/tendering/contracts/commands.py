"""What one may do with a contract: load, decide, record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import Amendment as AmendmentMade
from events.tendering import ContractAmended, ContractDetailsPublished, ContractEnded
from kernel.clock import day_of
from kernel.identifiers import new_id
from kernel.money import Money
from kernel.versions import must_match
from tendering.awards.queries import award_of, own_award
from tendering.considerations.queries import conflicts_confirmed
from tendering.continuity.domain import ContinuityPlan
from tendering.contracts.domain import Contract, EndGround, Proposal, Status
from tendering.contracts.queries import as_agreed, buyers_contract
from tendering.contracts.rules import change_of, may_change_at_once, must_be_lawful, term_is_lawful
from tendering.frameworks.commands import count_use
from tendering.frameworks.queries import gates_of_growth
from tendering.notices.queries import visible_notice
from tendering.notices.rules import is_above_threshold


async def propose_contract(
    session: AsyncSession, buyer_id: UUID, award_id: UUID, said: Mapping[str, Any], *, now: datetime
) -> Contract:
    """Put an award into a contract that the supplier can sign. Raises Conflict if there is one already."""
    award = await own_award(session, buyer_id, award_id)
    notice = await visible_notice(session, buyer_id, award.notice_id)
    proposal = Proposal(**{"title": notice.title, "description": notice.description, **said})
    contract = Contract(
        id=new_id(),
        award_id=award.id,
        notice_id=notice.id,
        buyer_id=buyer_id,
        supplier_id=award.supplier_id,
        value=award.value,
        proposed_at=now,
        **vars(proposal),
    )
    session.add(contract)
    await flush_or_conflict(session, "This award already has a contract.")
    return contract


async def revise_contract(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    said: Mapping[str, Any],
    *,
    expected: int | None,
    now: datetime,
) -> Contract:
    """Propose something else, as long as the supplier has not signed; its words stay unless there are others."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    must_match(contract.version, expected)
    contract.revise(Proposal(**{"title": contract.title, "description": contract.description, **said}), now=now)
    return contract


async def publish_details(
    session: AsyncSession, buyer_id: UUID, contract_id: UUID, *, copy: str | None, expected: int | None, now: datetime
) -> Contract:
    """Publish the contract details notice, or add the contract itself to it (s.53)."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    must_match(contract.version, expected)
    if contract.details_published_at is None:
        await confirm_conflicts(session, contract, now=now)
    contract.publish_details(copy, now=now)
    told, agreed = await as_agreed(session, contract)
    event = ContractDetailsPublished(occurred_at=now, notice=told, contract=agreed, copy_sha256=contract.copy_sha256)
    await emit(session, contract.id, event)
    return contract


async def amend_contract(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    value: Money,
    ends_on: date,
    rationale: str,
    expected: int | None,
    announced: bool = False,
    now: datetime,
) -> Contract:
    """Change what a contract is worth or how long it runs, and say why; `announced` where the law asks for that."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    must_match(contract.version, expected)
    award = await award_of(session, contract.award_id)
    notice = await visible_notice(session, buyer_id, contract.notice_id)
    term = term_is_lawful(notice, award, starts_on=contract.starts_on, ends_on=ends_on, extensible=False, now=now)
    change = change_of(notice, award, contract, value=value, ends_on=ends_on)
    at_once = [] if announced else may_change_at_once(notice, change, now=now)
    grown = await gates_of_growth(session, notice, award.id, value, now=now)
    await abide_by(session, contract, [*term, *at_once, *grown], about=contract.id)
    made = contract.amend(value=value, ends_on=ends_on, rationale=rationale, announced=announced, now=now)
    await count_use(session, notice, award.id, value)
    amendment = AmendmentMade(number=made.number, rationale=rationale, amended_at=now)
    told, agreed = await as_agreed(session, contract)
    event = ContractAmended(occurred_at=now, notice=told, contract=agreed, amendment=amendment, announced=announced)
    await emit(session, contract.id, event)
    return contract


async def end_contract(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    outcome: Status,
    reason: str,
    ground: EndGround | None,
    plan: ContinuityPlan | None,
    expected: int | None,
    now: datetime,
) -> Contract:
    """Close a contract, by time or before it, and say why."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    must_match(contract.version, expected)
    contract.end(outcome, reason, ground=ground, plan=plan, now=now)
    must_be_lawful(await visible_notice(session, buyer_id, contract.notice_id), contract.ended_ground, plan)
    told, agreed = await as_agreed(session, contract)
    how = {"ground": contract.ended_ground, "continuity_plan": None if plan is None else str(plan)}
    event = ContractEnded(occurred_at=now, notice=told, contract=agreed, ended_on=day_of(now), reason=reason, **how)
    await emit(session, contract.id, event)
    return contract


async def confirm_conflicts(session: AsyncSession, contract: Contract, *, now: datetime) -> None:
    """Raise Refused unless the conflicts assessment was revised since the last notice that had to confirm it (s.83)."""
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    if is_above_threshold(notice, now=now):
        since = contract.details_published_at or notice.published_at
        found = await conflicts_confirmed(session, notice.engagement_id, since=since, now=now)
        await abide_by(session, contract, found, about=contract.id)
