"""Take in another directory's feed: object by object, kept as it came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId, parse_org_id
from registry.feeds.domain import Json, Kind, Outcome, Rejection, is_summary_of
from registry.feeds.readers.feeds import checked, objects_in
from registry.feeds.readers.listed import listing_of
from registry.feeds.readers.objects import FeedOrganisation, FeedService, Part
from registry.feeds.tables import feed_objects
from registry.listings.commands import list_service
from registry.offers.domain import Service
from registry.organisations.queries import bearers_of

# Two feeds at once could each miss what the other brings.
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('referrals'))")
OURS = "This register offers that service itself."


@dataclass(frozen=True)
class Found:
    """An object of a feed that the standard takes."""

    kind: Kind
    part: Part
    whole: Json

    @property
    def id(self) -> UUID:
        return UUID(self.part.id)

    @property
    def name(self) -> str:
        """What people call it by."""
        return f"{self.kind} {self.part.id}"


async def read_feed(session: AsyncSession, feed: Any, *, publisher: str, now: datetime) -> Outcome:
    """Keep every object of a page, a list, or the one that the feed is. Reading it again changes nothing.

    What its publisher has changed since replaces what was kept. Raises Unacceptable for what carries no objects.
    """
    await session.execute(ONE_AT_A_TIME)
    outcome = Outcome()
    for row, whole in objects_in(feed):
        try:
            found = Found(*checked(whole))
        except ValueError as error:
            outcome.rejected.append(Rejection(row, str(error)))
            continue
        refusal = await take(session, found, outcome, publisher=publisher, now=now)
        if refusal is not None:
            outcome.rejected.append(Rejection(row, refusal, found.name))
    return outcome


async def take(session: AsyncSession, found: Found, outcome: Outcome, *, publisher: str, now: datetime) -> str | None:
    """Keep an object, or say why not."""
    key = (feed_objects.c.kind == found.kind) & (feed_objects.c.id == found.id)
    kept = (await session.execute(select(feed_objects.c.feed, feed_objects.c.object).where(key))).one_or_none()
    if kept is not None and kept.feed != publisher:
        return f"It is kept already as {kept.feed} published it."
    if found.kind is Kind.SERVICE and await session.get(Service, found.id) is not None:
        return OURS
    if kept is not None and (kept.object == found.whole or is_summary_of(found.whole, kept.object)):
        outcome.unchanged += 1
        return None
    row = {"kind": found.kind, "id": found.id, "feed": publisher, "object": found.whole, "read_at": now}
    insertion = upsert(feed_objects).values(row)
    replaced = {name: insertion.excluded[name] for name in ("object", "read_at")}
    await session.execute(insertion.on_conflict_do_update(index_elements=["kind", "id"], set_=replaced))
    if isinstance(found.part, FeedService):
        if found.part.organization is not None:
            offering = {**row, "kind": Kind.ORGANISATION, "id": UUID(found.part.organization.id)}
            named = upsert(feed_objects).values({**offering, "object": found.whole["organization"]})
            await session.execute(named.on_conflict_do_nothing())
        known = await known_organisation(session, found.part.organization)
        listing = listing_of(found.part, found.whole, feed=publisher, organisation_id=known, now=now)
        await list_service(session, listing)
    outcome.accepted += 1
    return None


async def known_organisation(session: AsyncSession, offering: FeedOrganisation | None) -> UUID | None:
    """The organisation of this register that bears one of its numbers; a name alone makes nobody known."""
    bearers = await bearers_of(session, list(org_ids_of(offering)) if offering else [])
    return bearers[0].id if bearers else None


def org_ids_of(offering: FeedOrganisation) -> set[OrgId]:
    """Its numbers, as far as a register could have given them."""
    found = set()
    for identifier in offering.organization_identifiers:
        try:
            found.add(parse_org_id(f"{identifier.identifier_scheme}-{identifier.identifier}"))
        except ValueError:
            continue  # directories have numbers of their own, too
    return found
