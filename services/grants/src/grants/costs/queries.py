"""What one may ask about costs, and who pays for them already."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from grants.adoptions.domain import Standard
from grants.applications.queries import readable_application
from grants.costs.domain import Costing, Funded
from grants.costs.rules import is_paid_once
from grants.costs.tables import cost_lines, costings
from kernel.errors import NotFound
from kernel.money import Money
from rulebook.decisions import Decision


async def own_costing(session: AsyncSession, application_id: UUID) -> Costing | None:
    """What the applicant said of its costs; None where it has said nothing."""
    query = select(Costing).where(costings.c.application_id == application_id)
    return (await session.scalars(query)).one_or_none()


async def readable_costing(
    session: AsyncSession, organisation_id: UUID | None, roles: Collection[str], application_id: UUID
) -> tuple[Costing, list[Funded]]:
    """The same, with what pays for the same costs already, for who reads the application."""
    await readable_application(session, organisation_id, roles, application_id)
    costing = await own_costing(session, application_id)
    if costing is None:
        raise NotFound(f"The applicant has not said which costs {application_id} is for.")
    return costing, await funded_elsewhere(session, costing)


async def funded_elsewhere(session: AsyncSession, costing: Costing) -> list[Funded]:
    """What other grants of the same recipient, of any funder, pay for the same costs."""
    keys = [line.key for line in costing.lines]
    query = select(Costing).where(
        costings.c.recipient_id == costing.recipient_id,
        costings.c.application_id != costing.application_id,
        costings.c.awarded.is_not(None),
        costings.c.application_id.in_(select(cost_lines.c.application_id).where(cost_lines.c.key.in_(keys))),
    )
    others = (await session.scalars(query.order_by(costings.c.application_id))).all()
    return [
        Funded(other.application_id, other.funder_id, line, other.share(line, other.awarded))
        for other in others
        if other.awarded is not None
        for line in other.lines
        if any(line.is_same(ours) for ours in costing.lines)
    ]


async def costs_say(
    session: AsyncSession, application_id: UUID, amount: Money, adopted: frozenset[Standard], *, now: datetime
) -> list[Decision]:
    """Whether a grant of `amount` would pay for a cost twice; nothing where neither rule nor costs were stated."""
    costing, is_adopted = await own_costing(session, application_id), Standard.COSTS in adopted
    if costing is None and not is_adopted:
        return []
    elsewhere = [] if costing is None else await funded_elsewhere(session, costing)
    return [is_paid_once(costing, amount, elsewhere, is_adopted=is_adopted, now=now)]
