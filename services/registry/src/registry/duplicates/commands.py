"""What one may do about two records of one body: load, decide, record."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import MergeFacts, OrganisationsMerged, OrganisationsParted
from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.orgids import OrgId
from kernel.versions import must_match
from registry.duplicates.domain import Candidate, Ground, Suspicion, Verdict, in_order
from registry.duplicates.queries import candidate_for, candidate_of, merge_of, neighbours_of
from registry.duplicates.rules.likeness import LINKED, REPORTED, suspicion_of, traits_of
from registry.duplicates.rules.merges import Merge, merge
from registry.duplicates.tables import traits
from registry.organisations.commands import facts_of, must_be_free, take_turns, tell
from registry.organisations.domain import Organisation, Speaker
from registry.organisations.queries import bearers_of, organisation_of


async def suspect(session: AsyncSession, one: UUID, other: UUID, suspicion: Suspicion, *, now: datetime) -> Candidate:
    """Put a pair in the registrar's queue, or add to its grounds if it is known."""
    candidate = await candidate_for(session, one, other)
    if candidate is None:
        candidate = Candidate(new_id(), *in_order((one, other)), now)
        session.add(candidate)
    candidate.suspect(suspicion)
    return candidate


async def suspect_bearers(session: AsyncSession, org_ids: Sequence[OrgId], ground: Ground, *, now: datetime) -> None:
    """Somebody says that these numbers are one body's: whoever bears them are suspected of it, two by two."""
    bearers = await bearers_of(session, org_ids)
    for one, other in combinations(bearers, 2):
        await suspect(session, one.id, other.id, Suspicion(frozenset({ground}), LINKED), now=now)


async def look_for_duplicates(session: AsyncSession, organisation_id: UUID, *, now: datetime) -> None:
    """Compare a record with those that have a name or a postcode in common with it."""
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None:
        return
    common = traits_of(organisation) if organisation.merged_into is None else frozenset[str]()
    await _keep_traits(session, organisation_id, common)
    for other in await neighbours_of(session, organisation, common):
        suspicion = suspicion_of(organisation, other)
        if suspicion is not None:
            await suspect(session, organisation.id, other.id, suspicion, now=now)


async def _keep_traits(session: AsyncSession, organisation_id: UUID, common: Collection[str]) -> None:
    own = traits.c.organisation_id == organisation_id
    await session.execute(delete(traits).where(own, traits.c.trait.not_in(common)))
    if common:
        rows = [{"organisation_id": organisation_id, "trait": it} for it in sorted(common)]
        await session.execute(insert(traits).on_conflict_do_nothing(), rows)


async def report_duplicate(session: AsyncSession, one_id: UUID, other_id: UUID, *, now: datetime) -> Candidate:
    """Somebody takes two records for one body's. Raises NotFound, Unacceptable, RuleBroken."""
    if one_id == other_id:
        raise Unacceptable("/other_id", "One record is no pair.")
    for each in (await organisation_of(session, one_id), await organisation_of(session, other_id)):
        if each.merged_into is not None:
            raise RuleBroken(f"{each.name}, organisation {each.id}, is merged into {each.merged_into} already.")
    return await suspect(session, one_id, other_id, Suspicion(frozenset({Ground.REPORTED}), REPORTED), now=now)


async def dismiss_candidate(
    session: AsyncSession, candidate_id: UUID, reason: str, *, by: str, expected: int | None, now: datetime
) -> Candidate:
    """A registrar has looked at the pair: they are two."""
    candidate = await candidate_of(session, candidate_id)
    must_match(candidate.version, expected)
    candidate.dismiss(reason, by=by, now=now)
    return candidate


async def merge_organisations(
    session: AsyncSession, survivor_id: UUID, merged_id: UUID, reason: str, speaker: Speaker, *, by: str, now: datetime
) -> Merge:
    """A registrar has looked at both: they are one. Raises Unacceptable, RuleBroken, Forbidden, NotFound."""
    survivor, merged = await _both(session, survivor_id, merged_id, speaker)
    decision = merge(new_id(), survivor, merged, reason, now=now, today=day_of(now))
    session.add(decision)
    candidate = await candidate_for(session, survivor_id, merged_id)
    if candidate is not None:
        candidate.decide(Verdict.MERGED, reason, by=by, now=now)
    facts = merge_facts_of(decision, survivor, merged)
    await emit(session, decision.id, OrganisationsMerged(occurred_at=now, merge=facts))
    for each in (merged, survivor):  # first who gives a number up
        await tell(session, each, now=now)
    return decision


async def part_organisations(
    session: AsyncSession,
    merge_id: UUID,
    reason: str,
    speaker: Speaker,
    *,
    by: str,
    expected: int | None,
    now: datetime,
) -> Merge:
    """They are two after all. Raises Conflict if somebody else has taken a number meanwhile, RuleBroken, Forbidden."""
    decision = await merge_of(session, merge_id)
    must_match(decision.version, expected)
    survivor, merged = await _both(session, decision.survivor_id, decision.merged_id, speaker)
    await must_be_free(session, survivor.id, [it.parsed for it in decision.given])
    decision.part(survivor, merged, reason, now)
    candidate = await candidate_for(session, survivor.id, merged.id)
    if candidate is not None:
        candidate.decide(Verdict.DISMISSED, reason, by=by, now=now)
    facts = merge_facts_of(decision, survivor, merged)
    await emit(session, decision.id, OrganisationsParted(occurred_at=now, merge=facts))
    for each in (survivor, merged):
        await tell(session, each, now=now)
    return decision


async def _both(
    session: AsyncSession, survivor_id: UUID, merged_id: UUID, speaker: Speaker
) -> tuple[Organisation, Organisation]:
    """The two records, once nobody else is about to change their numbers."""
    await take_turns(session, [str(survivor_id), str(merged_id)])
    both = await organisation_of(session, survivor_id), await organisation_of(session, merged_id)
    for each in both:
        speaker.must_judge(each.id)
    return both


def merge_facts_of(decision: Merge, survivor: Organisation, merged: Organisation) -> MergeFacts:
    """The decision as events tell it, with both records as they are after it."""
    return MergeFacts(
        id=decision.id,
        survivor=facts_of(survivor),
        merged=facts_of(merged),
        org_ids=decision.numbers,
        reason=decision.reason,
        merged_at=decision.merged_at,
        parted_because=decision.parted_because,
        parted_at=decision.parted_at,
    )
