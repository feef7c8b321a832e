"""What follows from signatures: an investigation is owed, and on the last day the petition closes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import InvestigationDemanded, PetitionClosed
from events.ratings.petitions import PetitionAnnounced
from kernel.clock import day_of
from ratings.credentials.commands import forget_spent
from ratings.petitions.domain import Count, Petition
from ratings.petitions.queries import count_of, levels_of, petitions_to_close, petitions_to_watch
from ratings.petitions.rules import told_once
from ratings.petitions.tables import petition_codes, refused_signatures
from ratings.policies.queries import policy_in_force

BATCH = 100


async def demand_investigations(session: AsyncSession, now: datetime) -> None:
    """Say once of each petition that enough have signed for an investigation; a timer, and safe to call again."""
    for petition in await petitions_to_watch(session):
        count = await count_of(session, petition)
        if petition.demands_investigation(count):
            await demand(session, petition, count, now=now)


async def close_petitions(session: AsyncSession, now: datetime) -> None:
    """Count for the last time those whose last day is over, and forget their codes; a timer, safe to call again."""
    for petition in await petitions_to_close(session, day_of(now), limit=BATCH):
        count = await count_of(session, petition)
        if petition.demanded_at is None and petition.demands_investigation(count):
            await demand(session, petition, count, now=now)
        policy = await policy_in_force(session, on=day_of(now))
        petition.close(count, told_once(await levels_of(session, petition), policy))
        await emit(session, petition.id, closed(petition, count, now=now))
        await forget_codes(session, petition.id)


async def demand(session: AsyncSession, petition: Petition, count: Count, *, now: datetime) -> None:
    """An investigation is owed from now on; whoever opens it hears of it once."""
    petition.demanded_at = now
    petition.version += 1
    await emit(session, petition.id, InvestigationDemanded(occurred_at=now, petition=figures_of(petition, count)))


async def forget_codes(session: AsyncSession, petition_id: UUID) -> None:
    """Nothing more can be signed with them, and nothing should be found by them."""
    for table in (petition_codes, refused_signatures):
        await session.execute(delete(table).where(table.c.petition_id == petition_id))
    await forget_spent(session, petition_id)


def closed(petition: Petition, count: Count, *, now: datetime) -> PetitionClosed:
    """The final figures, and what follows from them."""
    return PetitionClosed(
        occurred_at=now,
        petition=figures_of(petition, count),
        duplicates=count.duplicates,
        not_on_roll=count.not_on_roll,
        investigation_owed=petition.demands_investigation(count),
        ballot_owed=petition.demands_ballot(count),
        response_due_on=petition.response_due_on(count),
    )


def figures_of(petition: Petition, count: Count) -> PetitionAnnounced:
    """The petition as an event tells it, once it has opened."""
    roll = petition.roll or 0
    counted = {
        "petition_id": petition.id,
        "eligible": roll,
        "valid_signatures": count.valid,
        "investigation_needs": petition.figures.investigation.needed(roll),
        "ballot_needs": petition.figures.ballot.needed(roll),
    }
    same = {name: getattr(petition, name) for name in PetitionAnnounced.model_fields if name not in counted}
    return PetitionAnnounced.model_validate(same | counted)
