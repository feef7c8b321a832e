"""What one may do to the register: load, decide, record."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Address as AddressFacts
from events.registry import (
    Contact,
    Member,
    OrganisationChanged,
    OrganisationFacts,
    OrganisationRegistered,
    OtherName,
    Site,
    Successor,
)
from kernel.clock import day_of
from kernel.errors import Conflict, Forbidden, Unacceptable
from kernel.identifiers import new_id
from kernel.orgids import OrgId
from kernel.versions import must_match
from registry.organisations.domain import Organisation, Speaker, Status
from registry.organisations.queries import bearers_of, organisation_of, organisations_of, survivor_of
from registry.particulars.domain import Particulars
from registry.particulars.rules.proper import proper

# One at a time for each number, in the numbers' order: two who register the same ones at once take turns.
TAKE_TURNS = text(
    "select pg_advisory_xact_lock(hashtextextended(number, 0)) "
    "from (select unnest(cast(:numbers as text[])) as number order by 1) as numbers"
)


async def register_organisation(
    session: AsyncSession, said: Particulars, speaker: Speaker, *, now: datetime
) -> Organisation:
    """A registrar registers anybody; a client registers the organisation it acts for, under the UUID its token names.

    Raises Conflict, naming the record, if the organisation or one of its numbers has one already; Unacceptable for what
    nobody could mean.
    """
    if not speaker.registrar and speaker.organisation is None:
        raise Forbidden("A client that acts for no organisation cannot register one.")
    own = (None if speaker.registrar else speaker.organisation) or new_id()
    said = proper(said, own, day_of(now))
    await take_turns(session, [str(own), *map(str, said.org_ids)])
    if await session.get(Organisation, own) is not None:
        raise Conflict(f"The organisation {own} is already registered.")
    await must_be_free(session, own, said.org_ids)
    await _members_must_be_others(session, own, said)
    return await _record(session, Organisation.register(own, said, source=speaker.source), now=now)


async def restate_organisation(
    session: AsyncSession,
    organisation_id: UUID,
    said: Particulars,
    speaker: Speaker,
    *,
    expected: int | None,
    now: datetime,
) -> Organisation:
    """Say anew, whole, what an organisation is. Saying the same again changes nothing and tells nobody."""
    organisation = await organisation_of(session, organisation_id)
    speaker.must_speak_for(organisation.id)
    must_match(organisation.version, expected)
    said = proper(said, organisation.id, day_of(now))
    await take_turns(session, [str(organisation.id), *map(str, said.org_ids)])
    await must_be_free(session, organisation.id, said.org_ids)
    await _members_must_be_others(session, organisation.id, said)
    if organisation.restate(said, speaker, day_of(now)):
        await tell(session, organisation, now=now)
    return organisation


async def verify_organisation(
    session: AsyncSession,
    organisation_id: UUID,
    speaker: Speaker,
    *,
    register: str,
    status: Status,
    since: date | None = None,
    expected: int | None,
    now: datetime,
) -> Organisation:
    """A registrar has looked it up, and found it to be `status`, since a day that the register tells."""
    organisation = await organisation_of(session, organisation_id)
    must_match(organisation.version, expected)
    if since is not None and since > day_of(now):
        raise Unacceptable("/since", f"{since} has not come yet: a status is since a day that has.")
    if organisation.verify(register, status, speaker, since):
        await tell(session, organisation, now=now)
    return organisation


async def tell(session: AsyncSession, organisation: Organisation, *, now: datetime) -> None:
    """Tell everybody what the register now says of it."""
    await emit(session, organisation.id, OrganisationChanged(occurred_at=now, organisation=facts_of(organisation)))


async def sight_organisation(
    session: AsyncSession, sighting: UUID, said: Particulars, *, source: str, now: datetime
) -> Organisation:
    """Another's publication names an organisation: register it, once, or add what the register lacks.

    It is known by its numbers; without any, by `sighting`, the UUID its finder derived from where it was found. A name
    alone never makes two records one: many bodies share a name.
    """
    await take_turns(session, [str(sighting), *map(str, said.org_ids)])
    bearers = await bearers_of(session, said.org_ids)
    known = bearers[0] if bearers else await session.get(Organisation, sighting)
    if known is None:
        return await _record(session, Organisation.register(sighting, said, source=source), now=now)
    known = await survivor_of(session, known)
    # A file takes a number from nobody: what another organisation bears stays with it.
    borne = {it for bearer in bearers for it in bearer.org_ids}
    if known.sight([it for it in said.org_ids if it not in borne], said.roles, source=source):
        await tell(session, known, now=now)
    return known


async def _record(session: AsyncSession, organisation: Organisation, *, now: datetime) -> Organisation:
    session.add(organisation)
    await emit(session, organisation.id, OrganisationRegistered(occurred_at=now, organisation=facts_of(organisation)))
    return organisation


async def take_turns(session: AsyncSession, numbers: Sequence[str]) -> None:
    """Wait until nobody else is about to change who bears these numbers, or the records of these UUIDs."""
    await session.execute(TAKE_TURNS, {"numbers": list(numbers)})


async def must_be_free(session: AsyncSession, organisation_id: UUID, org_ids: Sequence[OrgId]) -> None:
    """Raise Conflict naming who bears one of these numbers already."""
    for bearer in await bearers_of(session, org_ids):
        if bearer.id != organisation_id:
            shared = next(it for it in org_ids if it in bearer.org_ids)
            raise Conflict(f"{shared} is already registered: {bearer.name}, organisation {bearer.id}.")


async def _members_must_be_others(session: AsyncSession, consortium: UUID, said: Particulars) -> None:
    """Raise Unacceptable for members the register does not know, and for any to whom the consortium itself belongs."""
    level = {it.organisation for it in said.members or ()}
    seen: set[UUID] = set()
    while level - seen:
        seen |= level
        found = {it.id: it for it in await organisations_of(session, level)}
        if unknown := level - set(found):
            raise Unacceptable("/members", f"The register knows no organisation {min(unknown)}.")
        level = {member.organisation for it in found.values() for member in it.members}
        if consortium in level:
            raise Unacceptable("/members", "A consortium is no member of itself, nor of its members.")


def facts_of(organisation: Organisation) -> OrganisationFacts:
    """All that the register says of it, as events tell it."""
    address = organisation.address
    return OrganisationFacts(
        id=organisation.id,
        name=organisation.name,
        legal_form=organisation.legal_form,
        org_ids=[str(it) for it in organisation.org_ids],
        roles=[str(role) for role in organisation.roles],
        address=None if address is None else AddressFacts(**asdict(address)),
        website=organisation.website,
        status=organisation.status,
        verified=organisation.verified,
        source=organisation.source,
        legal_form_words=organisation.legal_form_words,
        other_names=[OtherName(**asdict(it)) for it in organisation.other_names],
        sites=[Site(**asdict(it)) for it in organisation.sites],
        contacts=[Contact(**asdict(it)) for it in organisation.contacts],
        members=[Member(**asdict(it)) for it in organisation.members],
        status_since=organisation.status_since,
        merged_into=organisation.merged_into,
        successors=[Successor(**asdict(it)) for it in organisation.successors],
    )
