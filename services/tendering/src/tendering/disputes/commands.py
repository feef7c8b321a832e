"""Disputing an assessment, and deciding that: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import AssessmentDisputed, DisputeDecided
from kernel.versions import must_match
from tendering.contracts.queries import as_agreed
from tendering.disputes.domain import Dispute
from tendering.disputes.queries import dispute_to_decide
from tendering.disputes.rules import must_be_in_time, suspended_until
from tendering.performance.domain import Assessment
from tendering.performance.queries import as_rated, indicators_of, suppliers_assessment
from tendering.suppliers.queries import party
from tendering.track_records.domain import DisputeOutcome


async def dispute_assessment(
    session: AsyncSession, supplier_id: UUID, assessment_id: UUID, *, reason: str, now: datetime
) -> Dispute:
    """Hold something against an assessment of one's own contract. Raises Conflict the second time."""
    assessment, contract = await suppliers_assessment(session, supplier_id, assessment_id)
    must_be_in_time(assessment, now=now)
    made = Dispute(
        assessment_id=assessment.id,
        contract_id=contract.id,
        reason=reason,
        disputed_at=now,
        until=suspended_until(now=now),
    )
    session.add(made)
    await flush_or_conflict(session, "This assessment was disputed before.")
    told = AssessmentDisputed(
        occurred_at=now,
        contract_id=contract.id,
        notice_id=contract.notice_id,
        assessment_id=assessment.id,
        supplier=await party(session, supplier_id),
        reason=reason,
        until=made.until,
    )
    await emit(session, contract.id, told)
    return made


async def decide_dispute(
    session: AsyncSession,
    buyer_id: UUID,
    dispute_id: UUID,
    *,
    outcome: DisputeOutcome,
    reason: str,
    by: str,
    expected: int | None,
    now: datetime,
) -> Dispute:
    """Say whether the assessment stands; in time or late. Raises Forbidden for whoever made it."""
    found, contract = await dispute_to_decide(session, buyer_id, dispute_id)
    must_match(found.version, expected)
    assessment = await session.get_one(Assessment, found.assessment_id)
    found.decide(assessment, outcome, reason, by=by, now=now)
    notice, agreed = await as_agreed(session, contract)
    told = DisputeDecided(
        occurred_at=now,
        contract_id=contract.id,
        notice_id=contract.notice_id,
        assessment_id=found.assessment_id,
        supplier=await party(session, contract.supplier_id),
        outcome=outcome,
        reason=reason,
        notice=notice,
        contract=agreed,
        first=assessment.first,
        last=assessment.last,
        results=as_rated(assessment, await indicators_of(session, contract.id)),
    )
    await emit(session, contract.id, told)
    return found
