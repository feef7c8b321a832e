"""Services are told what users made of organisations; what was told by a deadline is frozen for its competition."""

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.ratings import EvidenceFrozen, OrganisationRated
from kernel.clock import day_of
from ratings.policies.queries import policy_in_force
from ratings.snapshots.domain import Competition, Snapshot, Telling
from ratings.snapshots.queries import (
    competition_of,
    competitions_over,
    found_for,
    last_told,
    stars_untold,
    told_by,
)

BATCH = 100


async def tell_ratings(session: AsyncSession, now: datetime) -> None:
    """Tell the services what users made of each organisation: they judge bids by it, and show it to nobody."""
    untold = await stars_untold(session)
    if not untold:
        return
    policy = await policy_in_force(session, on=day_of(now))
    told = await last_told(session, untold)
    for organisation, stars in untold.items():
        last = told.get(organisation)
        if last is None or last.is_outdone_by(stars, policy, now=now):
            session.add(telling := Telling(organisation, now, stars))
            rated = OrganisationRated(
                occurred_at=now,
                organisation_id=organisation,
                stars=list(stars),
                digest=telling.digest,
                salt=telling.salt,
            )
            await emit(session, uuid5(organisation, "ratings"), rated)


async def freeze_at_deadlines(session: AsyncSession, now: datetime) -> None:
    """Freeze what counts in each competition whose deadline has passed; a timer, safe to call again."""
    for competition in await competitions_over(session, now, limit=BATCH):
        await freeze(session, competition, now=now)


async def freeze_evidence(session: AsyncSession, buyer_id: UUID, notice_id: UUID, *, now: datetime) -> Snapshot:
    """The same for one of them, at once: as of its deadline, so that nobody chooses the moment.

    What is frozen already is the answer. Raises RuleBroken before the deadline, NotFound.
    """
    competition = await competition_of(session, notice_id)
    competition.must_be_over(buyer_id, now=now)
    return await found_for(session, notice_id) or await freeze(session, competition, now=now)


async def freeze(session: AsyncSession, competition: Competition, *, now: datetime) -> Snapshot:
    """Keep and tell by which digest it is known what users had made of everybody who may bid."""
    snapshot = Snapshot.of(competition, await told_by(session, competition.closes_at))
    session.add(snapshot)
    await flush_or_conflict(session, "The evidence for this notice is just being frozen.")
    told = EvidenceFrozen(
        occurred_at=now,
        notice_id=snapshot.notice_id,
        buyer_id=snapshot.buyer_id,
        policy=(await policy_in_force(session, on=day_of(now))).version,
        service_code=snapshot.service_code,
        as_of=snapshot.as_of,
        digest=snapshot.digest,
    )
    await emit(session, snapshot.id, told)
    return snapshot
