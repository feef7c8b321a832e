"""One organisation's profile, read for its page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import DisputeOpened, OrganisationClassified, OrganisationFacts, OwnershipStated
from events.registry.openness import Disclosure, Meeting
from events.services import ServiceFacts
from transparency.directory.tables import organisations
from transparency.profiles.tables import (
    classifications,
    disclosures,
    disputes,
    meetings,
    ownerships,
    services,
    successions,
)

STOREYS, BODIES, SHOWN = 8, 40, 100  # how high and how wide a tree of owners is read, and how long a list


@dataclass(frozen=True, slots=True)
class Profile:
    """What the registry told of an organisation. `ownerships` are its own and those of everybody above it, by body."""

    classified: OrganisationClassified | None
    disputes: Sequence[DisputeOpened]
    ownerships: Mapping[UUID, OwnershipStated]
    owned: Sequence[OwnershipStated]  # of those in whom it holds something, or held
    services: Sequence[ServiceFacts]
    meeting: Meeting | None  # the next one
    disclosures: Sequence[Disclosure]  # the latest first
    predecessors: Sequence[UUID]
    names: Mapping[UUID, str]  # of every organisation that is spoken of


async def profile_of(session: AsyncSession, facts: OrganisationFacts, *, now: datetime) -> Profile:
    """All that was told of it, beside its entry."""
    it = facts.id
    above = await _ownerships_above(session, it)
    owned = await _all(session, select(ownerships.c.facts).where(ownerships.c.owner_ids.contains([it])))
    below = [OwnershipStated.model_validate(each) for each in owned]
    before = select(successions.c.body_id).where(successions.c.successor_ids.contains([it])).limit(SHOWN)
    predecessors = list(await session.scalars(before))
    classified = await session.scalar(select(classifications.c.facts).where(classifications.c.organisation_id == it))
    contradictions = select(disputes.c.facts).where(disputes.c.organisation_id == it).order_by(disputes.c.id)
    offered = select(services.c.facts).where(services.c.organisation_id == it).order_by(services.c.name, services.c.id)
    told = disclosures.c
    disclosed = select(told.facts).where(told.organisation_id == it).order_by(told.last.desc(), told.kind)
    return Profile(
        classified=classified and OrganisationClassified.model_validate(classified),
        disputes=[DisputeOpened.model_validate(each) for each in await _all(session, contradictions)],
        ownerships=above,
        owned=below,
        services=[ServiceFacts.model_validate(each) for each in await _all(session, offered)],
        meeting=await _next_meeting(session, it, now),
        disclosures=[Disclosure.model_validate(each) for each in await _all(session, disclosed)],
        predecessors=predecessors,
        names=await _names_of(session, {*_spoken_of(facts, above, below), *predecessors}),
    )


async def _ownerships_above(session: AsyncSession, organisation_id: UUID) -> Mapping[UUID, OwnershipStated]:
    """Its own, those of its owners, of theirs, and so on; each once."""
    found: dict[UUID, OwnershipStated] = {}
    asked = {organisation_id}
    for _ in range(STOREYS):
        rows = await _all(session, select(ownerships.c.facts).where(ownerships.c.organisation_id.in_(asked)))
        stated = [OwnershipStated.model_validate(each) for each in rows]
        found |= {each.organisation_id: each for each in stated}
        asked = {held.owner.id for each in stated for held in each.interests} - found.keys()
        if not asked or len(found) >= BODIES:
            break
    return found


async def _next_meeting(session: AsyncSession, organisation_id: UUID, now: datetime) -> Meeting | None:
    """The next one that is going to be held."""
    row = meetings.c
    query = select(row.facts).where(row.organisation_id == organisation_id, row.held_at >= now, ~row.cancelled)
    found = await session.scalar(query.order_by(row.held_at).limit(1))
    return None if found is None else Meeting.model_validate(found)


def _spoken_of(
    facts: OrganisationFacts, above: Mapping[UUID, OwnershipStated], below: Collection[OwnershipStated]
) -> set[UUID]:
    """Everybody whom the page may have to name."""
    heirs = {each.organisation for each in facts.successors} | {each.organisation for each in facts.members}
    owners = {held.owner.id for stated in above.values() for held in stated.interests}
    tops = {top for stated in above.values() for it in stated.positions for top in (it.group.id, it.controller.id)}
    merged = {facts.merged_into} if facts.merged_into else set()
    return heirs | owners | tops | merged | {each.organisation_id for each in below}


async def _names_of(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, str]:
    row = organisations.c
    return {found.id: found.name for found in await session.execute(select(row.id, row.name).where(row.id.in_(ids)))}


async def _all(session: AsyncSession, query: Select[Any]) -> list[Any]:
    return list(await session.scalars(query.limit(SHOWN)))
