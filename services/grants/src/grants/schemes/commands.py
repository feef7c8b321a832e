"""What one may do with a scheme: load, decide, record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import SchemeOpened
from grants.parties.queries import active_funder
from grants.schemes.domain import Scheme
from grants.schemes.queries import scheme_told
from kernel.identifiers import new_id
from kernel.money import Money


async def open_scheme(
    session: AsyncSession,
    funder_id: UUID,
    *,
    title: str,
    description: str,
    budget: Money,
    opens_on: date,
    closes_on: date,
    now: datetime,
) -> Scheme:
    """Offer grants to everybody. Raises NotFound or RuleBroken for who may not, Unacceptable for bad dates."""
    funder = await active_funder(session, funder_id)
    scheme = Scheme(
        id=new_id(),
        funder_id=funder_id,
        title=title,
        description=description,
        budget=budget,
        opens_on=opens_on,
        closes_on=closes_on,
        opened_at=now,
    )
    session.add(scheme)
    await emit(session, scheme.id, SchemeOpened(occurred_at=now, scheme=scheme_told(scheme, funder)))
    return scheme
