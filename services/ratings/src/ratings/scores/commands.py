"""Publishing: what the timers do."""

from datetime import datetime
from uuid import uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import OrganisationRated, Summary, SummaryPublished
from ratings.eligibility.domain import Service
from ratings.eligibility.tables import services
from ratings.reviews.domain import Tally
from ratings.scores.domain import POLICY, Publication, Telling
from ratings.scores.queries import stars_by_organisation, tallies_from
from ratings.scores.rules import shown


async def publish_summaries(session: AsyncSession, now: datetime) -> None:
    """Publish each tally that may be: the first ten ratings, then at least five more and a week later."""
    counted = await tallies_from(session, POLICY.public_minimum)
    published = {it.contract_id: it for it in await session.scalars(select(Publication))}
    due = {
        contract_id: tally
        for contract_id, tally in counted.items()
        if contract_id not in published or published[contract_id].is_outdone_by(tally, POLICY, now=now)
    }
    for service in await session.scalars(select(Service).where(services.c.contract_id.in_(due))):
        await _publish(session, service, due[service.contract_id], published.get(service.contract_id), now=now)


async def _publish(
    session: AsyncSession, service: Service, tally: Tally, last: Publication | None, *, now: datetime
) -> None:
    """Let the public see this tally from now on, and tell the others."""
    if last is None:
        session.add(Publication(service.contract_id, tally.stars, tally.recommend, now))
    else:
        last.renew(tally, now=now)
    seen = shown([tally], POLICY)
    summary = Summary(
        contract_id=service.contract_id,
        provider_id=service.provider_ids[0],
        buyer_id=service.buyer_id,
        service=service.title,
        count=tally.count if seen else 0,
        suppressed=seen is None,
        score=str(seen.score) if seen else None,
    )
    await emit(session, service.contract_id, SummaryPublished(occurred_at=now, summary=summary))


async def tell_ratings(session: AsyncSession, now: datetime) -> None:
    """Tell the services what users made of each organisation: they judge bids by it, and show it to nobody."""
    told = {it.organisation_id: it for it in await session.scalars(select(Telling))}
    for organisation, stars in (await stars_by_organisation(session)).items():
        last = told.get(organisation)
        if last is None:
            session.add(Telling(organisation, stars, now))
        elif last.is_outdone_by(stars, POLICY, now=now):
            last.renew(stars, now=now)
        else:
            continue
        rated = OrganisationRated(occurred_at=now, organisation_id=organisation, stars=list(stars))
        await emit(session, uuid5(organisation, "ratings"), rated)
