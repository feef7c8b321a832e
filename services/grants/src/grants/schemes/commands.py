"""What one may do with a scheme: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import SchemeOpened, SchemeReplenished
from grants.adoptions.domain import must_allow
from grants.adoptions.queries import standards_of
from grants.parties.queries import active_funder, party
from grants.schemes.domain import Offer, Scheme
from grants.schemes.queries import scheme_to_commit, scheme_told
from grants.schemes.rules import may_open_unplanned
from kernel.identifiers import new_id
from kernel.money import ZERO, Money


async def open_scheme(
    session: AsyncSession, funder_id: UUID, offer: Offer, *, planned_as: UUID | None = None, now: datetime
) -> Scheme:
    """Offer grants to everybody; `planned_as` is the plan that it was, whose identifier it keeps.

    Raises NotFound or RuleBroken for who may not, Unacceptable for bad dates, Refused without a plan where one is due.
    """
    funder = await active_funder(session, funder_id)
    if planned_as is None:
        adopted = await standards_of(session, funder_id, now) | {*offer.standards}
        must_allow(may_open_unplanned(offer.budget, adopted=adopted, now=now))
    scheme = Scheme.open(offer, funder_id, planned_as or new_id(), now=now)
    session.add(scheme)
    await emit(session, scheme.id, SchemeOpened(occurred_at=now, scheme=scheme_told(scheme, funder)))
    return scheme


async def replenish(session: AsyncSession, scheme_id: UUID, amount: Money, *, now: datetime) -> None:
    """Give a scheme back what was repaid, so that it can be awarded again."""
    if amount == ZERO:
        return
    scheme = await scheme_to_commit(session, scheme_id)
    scheme.replenish(amount)
    told = scheme_told(scheme, await party(session, scheme.funder_id))
    await emit(session, scheme.id, SchemeReplenished(occurred_at=now, scheme=told))
