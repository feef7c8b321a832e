"""Signing: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import ContractSigned
from kernel.clock import day_of
from kernel.versions import must_match
from tendering.associates.queries import gates_of_associates
from tendering.awards.queries import gates_of
from tendering.claims.queries import award_in_question, suspension_of
from tendering.contracts.domain import Contract
from tendering.contracts.queries import as_agreed, suppliers_contract
from tendering.contracts.rules import standstill_is_over, term_is_lawful
from tendering.exclusions.queries import gates_before_signature
from tendering.frameworks.commands import count_seat
from tendering.notices.queries import visible_notice
from tendering.performance.queries import as_told, indicators_of
from tendering.performance.rules import has_indicators
from tendering.signatures.rules import short_term_is_explained


async def sign_contract(
    session: AsyncSession, supplier_id: UUID, contract_id: UUID, *, expected: int | None, now: datetime
) -> Contract:
    """The supplier signs, once the standstill is over; what was reserved or excluded is tested again that day."""
    contract = await suppliers_contract(session, supplier_id, contract_id)
    must_match(contract.version, expected)
    contract.sign(now=now)
    award = await award_in_question(session, contract.award_id)
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    measures = await indicators_of(session, contract.id)
    gates = [
        standstill_is_over(notice, award, now=now),
        *await suspension_of(session, notice, award.id, now=now),
        *term_is_lawful(notice, award, starts_on=contract.starts_on, ends_on=contract.ends_on, now=now),
        *await gates_of(session, notice, award, on=day_of(now), now=now),
        *await gates_before_signature(session, notice, award.supplier_id, now=now),
        *await gates_of_associates(session, notice, award.bid_id, at_signature=True, now=now),
        *has_indicators(notice, contract, len(measures), now=now),
        *short_term_is_explained(contract, now=now),
    ]
    await abide_by(session, contract, gates, about=contract.id)
    await count_seat(session, notice, contract.supplier_id, now=now)
    told, agreed = await as_agreed(session, contract)
    event = ContractSigned(
        occurred_at=now,
        notice=told,
        contract=agreed,
        indicators=[as_told(each) for each in measures],
        no_indicators_because=contract.no_indicators_because,
    )
    await emit(session, contract.id, event)
    return contract
