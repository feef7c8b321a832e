"""What one may do about a breach: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import BreachFacts as Told
from events.tendering import BreachPublished, BreachRecorded
from kernel.money import Money
from kernel.versions import must_match
from rulebook.clocks import breach_notice_due
from tendering.breaches.domain import Breach, Consequence, must_have_happened
from tendering.breaches.queries import assessed_before, breach_to_publish, breaches_of
from tendering.breaches.rules import must_be_news, must_have_failed_to_improve
from tendering.contracts.queries import as_agreed, buyers_contract
from tendering.notices.queries import visible_notice
from tendering.notices.rules import commenced_on, is_above_threshold
from tendering.obligations.domain import Regime


async def record_breach(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    consequence: Consequence,
    requirement: str,
    description: str,
    decided_on: date,
    value: Money | None,
    assessment_id: UUID | None,
    now: datetime,
) -> Breach:
    """Put a breach and its consequence on record between the parties; from that day its notice is due."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    must_have_happened(contract, consequence, decided_on, now=now)
    notice = await visible_notice(session, buyer_id, contract.notice_id)
    made = Breach(
        contract_id=contract.id,
        consequence=consequence,
        requirement=requirement,
        description=description,
        decided_on=decided_on,
        due_on=breach_notice_due(decided_on, on=commenced_on(notice, now=now)),
        is_statutory=notice.regime is Regime.FULL and is_above_threshold(notice, now=now) is not False,
        recorded_at=now,
        value=value,
        assessment_id=assessment_id,
    )
    must_be_news(made, await breaches_of(session, [contract.id]))
    if assessment_id is not None:
        assessment, all_of_it = await assessed_before(session, contract.id, assessment_id)
        must_have_failed_to_improve(assessment, all_of_it, decided_on)
    session.add(made)
    await session.flush()
    told, agreed = await as_agreed(session, contract)
    await emit(session, made.id, BreachRecorded(occurred_at=now, notice=told, contract=agreed, breach=as_told(made)))
    return made


async def publish_breach(
    session: AsyncSession, buyer_id: UUID, breach_id: UUID, *, expected: int | None, now: datetime
) -> Breach:
    """Tell everybody what was not carried out and what came of it (UK9)."""
    found, contract = await breach_to_publish(session, buyer_id, breach_id)
    must_match(found.version, expected)
    found.publish(now=now)
    told, agreed = await as_agreed(session, contract)
    await emit(session, found.id, BreachPublished(occurred_at=now, notice=told, contract=agreed, breach=as_told(found)))
    return found


def as_told(breach: Breach) -> Told:
    """What an event says of a breach."""
    return Told(
        breach_id=breach.id,
        consequence=breach.consequence,
        requirement=breach.requirement,
        description=breach.description,
        decided_on=breach.decided_on,
        due_on=breach.due_on,
        is_statutory=breach.is_statutory,
        value=None if breach.value is None else str(breach.value),
    )
