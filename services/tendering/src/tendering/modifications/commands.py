"""What one may do about a change of a contract: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import put_on_record
from chassis.ledger import emit
from events.tendering import ContractChangeAnnounced
from kernel.money import Money
from kernel.versions import must_match
from rulebook.modifications import Ground, may_modify
from rulebook.profiles import Profile
from tendering.awards.queries import award_of
from tendering.contracts.commands import amend_contract, confirm_conflicts
from tendering.contracts.domain import Contract
from tendering.contracts.queries import as_agreed, buyers_contract
from tendering.contracts.rules import change_of, may_change_at_once
from tendering.modifications.domain import Modification, Stage
from tendering.modifications.queries import modification_to_make
from tendering.notices.queries import visible_notice
from tendering.notices.rules import commenced_on, profile_of


async def propose_modification(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    value: Money,
    ends_on: date,
    ground: Ground,
    material_scope_change: bool,
    shifts_balance: bool,
    rationale: str,
    now: datetime,
) -> Modification:
    """Say what a contract shall become, and on which ground. Where a change notice is due, this publishes it (UK10)."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    made = Modification(
        contract_id=contract.id,
        value=value,
        ends_on=ends_on,
        ground=ground,
        material_scope_change=material_scope_change,
        shifts_balance=shifts_balance,
        rationale=rationale,
        proposed_at=now,
    )
    await must_be_permitted(session, contract, made, now=now)
    session.add(made)
    if made.stage is Stage.ANNOUNCED:
        await announce(session, contract, made, now=now)
    return made


async def must_be_permitted(session: AsyncSession, contract: Contract, made: Modification, *, now: datetime) -> None:
    """Raise Refused for a ground that does not carry the change; nothing is asked below the threshold."""
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    if profile_of(notice, now=now) is Profile.BELOW_THRESHOLD:
        return
    change = change_of(
        notice,
        await award_of(session, contract.award_id),
        contract,
        value=made.value,
        ends_on=made.ends_on,
        material_scope_change=made.material_scope_change,
        shifts_balance=made.shifts_balance,
    )
    lawful = may_modify(change, made.ground, on=commenced_on(notice, now=now), now=now)
    lawful.must_allow()
    at_once = may_change_at_once(notice, change, now=now)
    if not all(each.outcome for each in at_once):
        made.stage = Stage.ANNOUNCED
    await put_on_record(session, made, [lawful, *at_once], about=made.id)


async def announce(session: AsyncSession, contract: Contract, made: Modification, *, now: datetime) -> None:
    """Tell everybody of the change before it is made."""
    await confirm_conflicts(session, contract, now=now)
    notice, agreed = await as_agreed(session, contract)
    told = ContractChangeAnnounced(
        occurred_at=now,
        notice=notice,
        contract=agreed,
        modification_id=made.id,
        value=str(made.value),
        ends_on=made.ends_on,
        ground=made.ground,
        rationale=made.rationale,
    )
    await emit(session, contract.id, told)


async def make_modification(
    session: AsyncSession, buyer_id: UUID, modification_id: UUID, *, expected: int | None, now: datetime
) -> Modification:
    """The contract becomes what was proposed; value and term are restated to everybody."""
    made = await modification_to_make(session, modification_id)
    must_match(made.version, expected)
    announced = made.stage is Stage.ANNOUNCED
    made.make(now=now)
    await amend_contract(
        session,
        buyer_id,
        made.contract_id,
        value=made.value,
        ends_on=made.ends_on,
        rationale=made.rationale,
        expected=None,
        announced=announced,
        now=now,
    )
    return made


async def drop_modification(
    session: AsyncSession, buyer_id: UUID, modification_id: UUID, *, expected: int | None
) -> Modification:
    """It will not be made."""
    made = await modification_to_make(session, modification_id)
    await buyers_contract(session, buyer_id, made.contract_id)
    must_match(made.version, expected)
    made.drop()
    return made
