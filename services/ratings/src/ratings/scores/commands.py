"""Publishing: what the timers do."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import Summary, SummaryPublished
from kernel.clock import day_of
from ratings.eligibility.domain import Service
from ratings.eligibility.tables import services
from ratings.policies.domain import Policy
from ratings.policies.queries import policy_in_force
from ratings.reviews.domain import Tally
from ratings.scores.domain import Edition, Publication
from ratings.scores.queries import (
    contracts_rated_anew,
    dimensions_counted,
    dimensions_told,
    levels_of,
    tallies_by_quarter,
)
from ratings.scores.rules.showing import dimensions_again, edition, shown
from ratings.scores.tables import publications, told_dimensions


async def publish_summaries(session: AsyncSession, now: datetime) -> None:
    """Publish each tally that may be: the first ten ratings, then at least five more and a week later."""
    changed = await contracts_rated_anew(session)
    if not changed:
        return
    policy = await policy_in_force(session, on=day_of(now))
    counted = await tallies_by_quarter(session, changed)
    before = select(Publication).where(publications.c.contract_id.in_(changed))
    published = {it.contract_id: it for it in await session.scalars(before)}
    due = {
        contract_id: quarters
        for contract_id, quarters in counted.items()
        if is_due(sum(quarters.values(), Tally()), published.get(contract_id), policy, now=now)
    }
    levels = await levels_of(session, due)
    for service in await session.scalars(select(Service).where(services.c.contract_id.in_(due))):
        quarters, last = due[service.contract_id], published.get(service.contract_id)
        stars = {quarter: tally.stars for quarter, tally in quarters.items()}
        mix = levels.get(service.contract_id, (0, 0, 0))
        whole = sum(quarters.values(), Tally())
        await _publish(
            session, service, edition(whole, mix, stars, last, policy, today=day_of(now)), last, policy, now=now
        )
        await tell_dimensions(session, service.contract_id, policy)


async def tell_dimensions(session: AsyncSession, contract_id: UUID, policy: Policy) -> None:
    """Tell what users think of a service's dimensions, as often as of the service."""
    told = (await dimensions_told(session, [contract_id])).get(contract_id, {})
    again = dimensions_again(await dimensions_counted(session, contract_id), told, policy)
    await session.execute(delete(told_dimensions).where(told_dimensions.c.contract_id == contract_id))
    rows = [{"contract_id": contract_id, "dimension": each, "stars": stars} for each, stars in again.items()]
    if rows:
        await session.execute(insert(told_dimensions), rows)


def is_due(tally: Tally, last: Publication | None, policy: Policy, *, now: datetime) -> bool:
    """Whether a tally is to be published, for the first time or again."""
    return tally.count >= policy.public_minimum if last is None else last.is_outdone_by(tally, policy, now=now)


async def _publish(
    session: AsyncSession, service: Service, new: Edition, last: Publication | None, policy: Policy, *, now: datetime
) -> None:
    """Let the public see this edition from now on, and tell the others."""
    if last is None:
        session.add(last := Publication.first(service.contract_id, new, now=now))
    else:
        last.renew(new, now=now)
    seen = shown([last], policy)
    summary = Summary(
        contract_id=service.contract_id,
        provider_id=service.provider_ids[0],
        buyer_id=service.buyer_id,
        service=service.title,
        count=seen.count if seen else 0,
        suppressed=seen is None,
        score=str(seen.score) if seen else None,
    )
    await emit(session, service.contract_id, SummaryPublished(occurred_at=now, summary=summary))
