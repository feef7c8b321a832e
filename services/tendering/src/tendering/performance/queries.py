"""What one may ask about performance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import IndicatorAgreed, IndicatorRated
from kernel.clock import day_of
from kernel.errors import NotFound
from tendering.contracts.domain import Contract
from tendering.contracts.queries import suppliers_contract
from tendering.contracts.rules import case_of_contract
from tendering.notices.queries import visible_notice
from tendering.notices.rules import case_of
from tendering.obligations.rules.reach import reach
from tendering.obligations.rules.timetable import review_due
from tendering.performance.domain import Assessment, Indicator
from tendering.performance.tables import assessments, findings, indicators
from tendering.track_records.domain import Rating

#: As they were agreed; those of one day by their names.
IN_ORDER = (indicators.c.agreed_at, indicators.c.reference)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A contract's indicators and assessments.

    `minimum_required` is what s.52 would ask of its procurement as one contract, `required_of_contract` what it asks of
    this one. `next_due_on` is the next yearly assessment; where `is_statutory` is False it is made by choice.
    """

    contract_id: UUID
    indicators: Sequence[Indicator]
    assessments: Sequence[Assessment]
    minimum_required: int
    required_of_contract: int
    is_statutory: bool
    next_due_on: date | None

    @property
    def count(self) -> int:
        """How many indicators there are."""
        return len(self.indicators)

    @property
    def minimum_met(self) -> bool:
        """Whether they are as many as the law asks for."""
        return self.count >= self.minimum_required


async def indicators_of(session: AsyncSession, contract_id: UUID) -> Sequence[Indicator]:
    """What a contract is measured by, in the order in which it was agreed."""
    mine = select(Indicator).where(indicators.c.contract_id == contract_id).order_by(*IN_ORDER)
    return (await session.scalars(mine)).all()


async def standing_of(session: AsyncSession, contract: Contract, *, now: datetime) -> Standing:
    """How a contract stands: public, as its indicators are."""
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    alone = case_of_contract(notice, contract.value, now=now)
    made = select(Assessment).where(assessments.c.contract_id == contract.id).order_by(assessments.c.last)
    done = (await session.scalars(made)).all()
    since = done[-1].assessed_at if done else contract.signed_at
    return Standing(
        contract_id=contract.id,
        indicators=await indicators_of(session, contract.id),
        assessments=done,
        minimum_required=reach(case_of(notice, now=now)).minimum_kpis,
        required_of_contract=reach(alone).minimum_kpis,
        is_statutory=reach(alone).statutory_kpis_required,
        next_due_on=review_due(alone, day_of(since)) if since and contract.ended_on is None else None,
    )


async def suppliers_assessment(
    session: AsyncSession, supplier_id: UUID, assessment_id: UUID
) -> tuple[Assessment, Contract]:
    """An assessment of the supplier's own contract, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Assessment, assessment_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no assessment {assessment_id}.")
    return found, await suppliers_contract(session, supplier_id, found.contract_id)


async def latest_ratings(session: AsyncSession, of: Collection[UUID]) -> dict[UUID, Rating]:
    """How indicators were rated last; those that nobody has rated are missing."""
    query = (
        select(findings.c.indicator_id, findings.c.rating)
        .join(assessments, assessments.c.id == findings.c.assessment_id)
        .where(findings.c.indicator_id.in_(of))
        .ext(distinct_on(findings.c.indicator_id))
        .order_by(findings.c.indicator_id, assessments.c.last.desc())
    )
    return {row.indicator_id: row.rating for row in await session.execute(query)}


async def last_assessed(session: AsyncSession, contract_ids: Collection[UUID]) -> dict[UUID, date]:
    """The day of the latest assessment of each of these contracts."""
    mine = assessments.c.contract_id.in_(contract_ids)
    rows = await session.execute(select(assessments.c.contract_id, assessments.c.assessed_at).where(mine))
    days: dict[UUID, date] = {}
    for contract_id, at in rows:
        days[contract_id] = max(day_of(at), days.get(contract_id, date.min))
    return days


def as_told(indicator: Indicator) -> IndicatorAgreed:
    """What an event says of an indicator."""
    return IndicatorAgreed(
        indicator_id=indicator.id,
        reference=indicator.reference,
        title=indicator.title,
        unit=indicator.unit,
        direction=indicator.direction,
        target=f"{indicator.target:f}",
    )


def as_rated(assessment: Assessment, measures: Sequence[Indicator]) -> list[IndicatorRated]:
    """What an event says of an assessment: every indicator that was rated in it."""
    known = {each.id: each for each in measures}
    return [
        IndicatorRated(
            indicator=as_told(known[each.indicator_id]),
            actual=f"{each.actual:f}",
            attainment_pct=None if each.attainment_pct is None else f"{each.attainment_pct:f}",
            rating=each.rating,
        )
        for each in assessment.findings
    ]
