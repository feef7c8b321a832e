"""What one may do about eligibility: declare what was reserved before, and have an answer put on record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import keep
from chassis.ledger import emit
from events.registry import ReservedContract as ContractTold
from events.registry import ReservedContractDeclared, ReservedContractWithdrawn
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.versions import must_match
from registry.eligibility.domain import ReservedContract
from registry.eligibility.queries import Answer, declared_contract
from registry.organisations.domain import Speaker
from registry.organisations.queries import organisation_of


async def declare_contract(
    session: AsyncSession,
    organisation_id: UUID,
    speaker: Speaker,
    *,
    authority_id: UUID,
    awarded_on: date,
    comparable: bool | None,
    title: str,
    cpv: Sequence[str],
    now: datetime,
) -> ReservedContract:
    """The organisation or a registrar says what it was awarded under s.33 elsewhere, or before this platform."""
    organisation = await organisation_of(session, organisation_id)
    speaker.must_speak_for(organisation.id)
    if awarded_on > day_of(now):
        raise Unacceptable("/awarded_on", "What has not been awarded yet cannot be declared.")
    await _must_be_registered(session, authority_id)
    contract = ReservedContract(
        organisation_id=organisation.id,
        authority_id=authority_id,
        awarded_on=awarded_on,
        comparable=comparable,
        title=title,
        cpv=list(cpv),
        source=speaker.source,
        declared_at=now,
    )
    session.add(contract)
    await emit(session, contract.id, ReservedContractDeclared(occurred_at=now, contract=told(contract)))
    return contract


async def withdraw_contract(
    session: AsyncSession,
    organisation_id: UUID,
    contract_id: UUID,
    speaker: Speaker,
    *,
    reason: str,
    expected: int | None,
    now: datetime,
) -> ReservedContract:
    """A registrar found that the declaration was wrong; it stays on record, and no longer stands in the way."""
    contract = await declared_contract(session, organisation_id, contract_id)
    must_match(contract.version, expected)
    contract.withdraw(reason, speaker, now=now)
    event = ReservedContractWithdrawn(occurred_at=now, contract=told(contract), reason=reason)
    await emit(session, contract.id, event)
    return contract


async def keep_answer(session: AsyncSession, answer: Answer) -> None:
    """Put the decisions of an answer on record, where anybody can fetch them. Asking the same again adds nothing."""
    for decision in answer.decisions:
        await keep(session, decision, answer.enquiry.organisation_id)


async def _must_be_registered(session: AsyncSession, authority_id: UUID) -> None:
    """Raise NotFound for an authority that the register does not know."""
    await organisation_of(session, authority_id)


def told(contract: ReservedContract) -> ContractTold:
    """What an event says of a declared contract."""
    return ContractTold(
        id=contract.id,
        organisation_id=contract.organisation_id,
        authority_id=contract.authority_id,
        awarded_on=contract.awarded_on,
        comparable=contract.comparable,
        title=contract.title,
        cpv=contract.cpv,
        source=contract.source,
    )
