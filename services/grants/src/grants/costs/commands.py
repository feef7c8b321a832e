"""What one may do about costs: state them, and put on record what pays for them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import CostsStated, CostTold
from grants.applications.queries import applicants_application
from grants.costs.domain import Costing, CostLine, Funded
from grants.costs.queries import funded_elsewhere, own_costing
from grants.costs.rules import overfunded
from grants.costs.tables import cost_lines, costings
from kernel.money import ZERO, Money
from kernel.versions import must_match


async def state_costs(
    session: AsyncSession,
    applicant_id: UUID,
    application_id: UUID,
    lines: Sequence[CostLine],
    *,
    expected: int | None,
    now: datetime,
) -> tuple[Costing, list[Funded]]:
    """Say which costs are asked for, anew until it is decided. What another grant pays too is flagged to both."""
    application = await applicants_application(session, applicant_id, application_id)
    application.must_be_open()
    costing = await own_costing(session, application_id)
    if costing is None:
        costing = Costing(
            application_id=application_id,
            funder_id=application.funder_id,
            recipient_id=applicant_id,
            requested=application.requested,
        )
        session.add(costing)
    must_match(costing.version, expected)
    costing.lines.clear()
    await session.flush()  # their numbers are free again
    costing.state(lines)
    elsewhere = await funded_elsewhere(session, costing)
    await tell(session, costing, elsewhere, now=now)
    return costing, elsewhere


async def hold_costs(session: AsyncSession, application_id: UUID) -> None:
    """Let nobody else award for the same costs until the transaction ends."""
    own = select(cost_lines.c.key).where(cost_lines.c.application_id == application_id)
    recipient = select(costings.c.recipient_id).where(costings.c.application_id == application_id)
    same = (
        select(cost_lines.c.number)
        .join(costings, costings.c.application_id == cost_lines.c.application_id)
        .where(cost_lines.c.key.in_(own), costings.c.recipient_id.in_(recipient))
        .order_by(cost_lines.c.application_id, cost_lines.c.number)
    )
    await session.execute(same.with_for_update(of=cost_lines))


async def settle_costs(session: AsyncSession, application_id: UUID, awarded: Money) -> None:
    """A grant pays so much for what its application asked for: as it was awarded, then as it came to in the end."""
    costing = await own_costing(session, application_id)
    if costing is not None:
        costing.awarded = awarded


async def tell(session: AsyncSession, costing: Costing, elsewhere: Sequence[Funded], *, now: datetime) -> None:
    """Tell both parties of the costs, and by how much each would be paid too much were all given that is asked for."""
    twice = overfunded(costing, costing.requested, elsewhere)
    told = CostsStated(
        occurred_at=now,
        funder_id=costing.funder_id,
        applicant_id=costing.recipient_id,
        lines=[
            CostTold(
                number=line.number,
                reference=line.reference,
                title=line.title,
                cost=str(line.cost),
                asked=str(line.asked),
                starts_on=line.starts_on,
                ends_on=line.ends_on,
                overfunded=str(twice.get(line.number, ZERO)),
            )
            for line in costing.lines
        ],
    )
    await emit(session, costing.application_id, told)
