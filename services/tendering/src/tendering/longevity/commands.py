"""What one may do about a long contract: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import ContractReviewed
from kernel.clock import day_of
from kernel.errors import Unacceptable
from tendering.contracts.queries import buyers_contract
from tendering.longevity.domain import TermReview, Verdict
from tendering.longevity.queries import Reviewed, reviews_of
from tendering.suppliers.queries import party


async def review_term(
    session: AsyncSession,
    buyer_id: UUID,
    contract_id: UUID,
    *,
    verdict: Verdict,
    findings: str,
    breaks_on: date | None,
    now: datetime,
) -> Reviewed:
    """Say whether a contract's outcomes justify that it goes on. A break only announces its end."""
    contract = await buyers_contract(session, buyer_id, contract_id)
    contract.must_be_active()
    if breaks_on is not None and not day_of(now) < breaks_on < contract.ends_on:
        raise Unacceptable("/breaks_on", "A break comes after today, and before the contract would end anyway.")
    made = TermReview(contract_id=contract.id, verdict=verdict, findings=findings, breaks_on=breaks_on, reviewed_at=now)
    session.add(made)
    await session.flush()
    told = ContractReviewed(
        occurred_at=now,
        notice_id=contract.notice_id,
        supplier=await party(session, contract.supplier_id),
        verdict=verdict,
        findings=findings,
        breaks_on=breaks_on,
    )
    await emit(session, contract.id, told)
    return await reviews_of(session, contract)
