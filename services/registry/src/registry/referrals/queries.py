"""What one may ask of the directory, in the words of Open Referral."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, Subquery, cast, func, null, select, union_all
from sqlalchemy.dialects.postgresql import JSONB, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.feeds.domain import Json, Kind, one_to_one
from registry.feeds.tables import feed_objects
from registry.listings.domain import Sought
from registry.listings.queries.conditions import conditions
from registry.listings.queries.found import source_of
from registry.listings.tables import listed_terms, listings, spots
from registry.offers.domain import Service
from registry.offers.tables import services
from registry.organisations.domain import Organisation
from registry.organisations.queries import organisation_called
from registry.organisations.tables import organisations
from registry.referrals.domain import NumberedPage
from registry.referrals.rules.shapes import at_location
from registry.referrals.rules.telling import organisation_told, told

AT_ONCE = 200


async def services_page(session: AsyncSession, sought: Sought, *, page: int, per_page: int) -> NumberedPage:
    """Services with their single fields, in the order of their ids."""
    source, _ = source_of(sought)
    ids, total = await numbered(session, select(listings.c.id).select_from(source), sought, page, per_page)
    whole = await whole_services(session, [row.id for row in ids])
    return NumberedPage([one_to_one(whole[row.id]) for row in ids], total, page, per_page)


async def locations_page(session: AsyncSession, sought: Sought, *, page: int, per_page: int) -> NumberedPage:
    """Services at their locations, with their single fields."""
    source = source_of(sought)[0].join(spots, spots.c.service_id == listings.c.id)
    query = select(listings.c.id, spots.c.id.label("spot")).select_from(source)
    rows, total = await numbered(session, query, sought, page, per_page)
    whole = await whole_services(session, [row.id for row in rows])
    return NumberedPage([one_to_one(at_location(whole[row.id], row.spot)) for row in rows], total, page, per_page)


async def numbered(
    session: AsyncSession, query: Select[Any], sought: Sought, page: int, per_page: int
) -> tuple[Sequence[Any], int]:
    """A page of the rows that match, and how many there are of all."""
    matching = query.where(*conditions(sought))
    total = await session.scalar(select(func.count()).select_from(matching.subquery()))
    columns = list(matching.selected_columns)
    rows = await session.execute(matching.order_by(*columns).offset((page - 1) * per_page).limit(per_page))
    return rows.all(), total or 0


async def whole_services(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Json]:
    """The services, fully nested: as the register tells them, or as their publishers do."""
    own = select(Service, Organisation).join(Organisation, services.c.organisation_id == organisations.c.id)
    found = {it.id: told(it, by) for it, by in await session.execute(own.where(services.c.id.in_(ids)))}
    theirs = select(feed_objects.c.id, feed_objects.c.object).where(feed_objects.c.kind == Kind.SERVICE)
    rows = await session.execute(theirs.where(feed_objects.c.id.in_([it for it in ids if it not in found])))
    return {**found, **{row.id: row.object for row in rows}}


async def whole_service(session: AsyncSession, service_id: UUID) -> Json:
    """One service, fully nested. Raises NotFound."""
    return _the(Kind.SERVICE, service_id, (await whole_services(session, [service_id])).get(service_id))


async def whole_at_location(session: AsyncSession, spot: UUID) -> Json:
    """A service at a location, as its publisher has it or turned round from its service. Raises NotFound."""
    kept = await _kept(session, Kind.AT_LOCATION, spot)
    if kept is not None:
        return kept
    service_id = await session.scalar(select(spots.c.service_id).where(spots.c.id == spot).limit(1))
    if service_id is None:
        return _the(Kind.AT_LOCATION, spot, None)
    return at_location(await whole_service(session, service_id), spot)


async def entry(session: AsyncSession, kind: Kind, entry_id: UUID) -> Json:
    """An organisation, a taxonomy or a term, whole. Raises NotFound."""
    listed = entries(kind)
    row = (await session.execute(select(listed).where(listed.c.id == entry_id).limit(1))).one_or_none()
    found = None if row is None else (await shown(session, [row]))[0]
    if found is not None and kind is Kind.TAXONOMY and "taxonomy_terms" not in found:
        terms = select(listed_terms.c.shown).ext(distinct_on(listed_terms.c.id)).order_by(listed_terms.c.id)
        found["taxonomy_terms"] = list(await session.scalars(terms.where(listed_terms.c.taxonomy_id == entry_id)))
    return _the(kind, entry_id, found)


async def entries_page(session: AsyncSession, kind: Kind, *, page: int, per_page: int) -> NumberedPage:
    """Organisations, taxonomies or terms with their single fields, in the order of their ids."""
    listed = entries(kind)
    total = await session.scalar(select(func.count()).select_from(listed))
    query = select(listed).order_by(listed.c.id).offset((page - 1) * per_page).limit(per_page)
    found = await shown(session, (await session.execute(query)).all())
    return NumberedPage([one_to_one(it) for it in found], total or 0, page, per_page)


def entries(kind: Kind) -> Subquery:
    """Their ids, each once, and the objects that publishers gave; null for organisations of this register."""
    match kind:
        case Kind.ORGANISATION:
            own = select(services.c.organisation_id.label("id"), cast(null(), JSONB).label("object")).distinct()
        case Kind.TAXONOMY:
            name, number = listed_terms.c.taxonomy, cast(listed_terms.c.taxonomy_id, String)
            made = func.jsonb_build_object("id", number, "name", name, "description", name)
            own = select(listed_terms.c.taxonomy_id.label("id"), made.label("object")).where(name != "")
            own = own.ext(distinct_on(listed_terms.c.taxonomy_id)).order_by(listed_terms.c.taxonomy_id, name)
        case _:
            own = select(listed_terms.c.id, listed_terms.c.shown.label("object"))
            own = own.ext(distinct_on(listed_terms.c.id)).order_by(listed_terms.c.id, listed_terms.c.service_id)
    kept = select(feed_objects.c.id, feed_objects.c.object).where(feed_objects.c.kind == kind)
    derived = own.subquery("derived")
    unkept = select(derived).where(derived.c.id.not_in(kept.with_only_columns(feed_objects.c.id)))
    return union_all(kept, unkept).subquery("entries")


async def shown(session: AsyncSession, rows: Sequence[Any]) -> Sequence[Json]:
    """The objects, those of this register's organisations made from what it knows."""
    own = select(Organisation).where(organisations.c.id.in_([row.id for row in rows if row.object is None]))
    known = {it.id: it for it in await session.scalars(own)}
    return [organisation_told(known[row.id]) if row.object is None else row.object for row in rows]


async def every_service(
    open_session: Callable[[], AbstractAsyncContextManager[AsyncSession]],
    *,
    feeds: bool | None,
    organisation: str | None,
) -> AsyncIterator[Json]:
    """All services, fully nested, in the order of their ids; `feeds` None asks for the register's own and the feeds'.

    A short transaction for each few hundred, however slowly they are taken.
    """
    after = UUID(int=0)
    while True:
        async with open_session() as session:
            query = select(listings.c.id).where(listings.c.id > after).order_by(listings.c.id).limit(AT_ONCE)
            if feeds is not None:
                query = query.where(listings.c.feed.is_not(None) if feeds else listings.c.feed.is_(None))
            if organisation is not None:
                offering = await organisation_called(session, organisation)
                query = query.where(listings.c.organisation_id == offering.id)
            ids = (await session.scalars(query)).all()
            found = await whole_services(session, ids)
        for service_id in ids:
            yield found[service_id]
        if len(ids) < AT_ONCE:
            return
        after = ids[-1]


def _the(kind: Kind, object_id: UUID, found: Json | None) -> Json:
    if found is None:
        raise NotFound(f"There is no {kind} {object_id}.")
    return found


async def _kept(session: AsyncSession, kind: Kind, object_id: UUID) -> Json | None:
    """As its publisher has it."""
    query = select(feed_objects.c.object).where(feed_objects.c.kind == kind, feed_objects.c.id == object_id)
    found: Json | None = await session.scalar(query)
    return found
