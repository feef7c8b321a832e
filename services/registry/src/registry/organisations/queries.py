"""What one may ask of the register."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, cast, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Organisation
from registry.organisations.tables import identifiers, organisations
from registry.particulars.domain import Role, folded

SHORTEST_SIMILAR = 3  # letters; fewer make no trigram of their own
FINEST_RANK = 1_000_000  # whole numbers, so that a cursor says exactly where a page ended
Found = tuple[Organisation, int]


async def organisation_of(session: AsyncSession, organisation_id: UUID) -> Organisation:
    """The organisation of this UUID. Raises NotFound."""
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound(f"There is no organisation {organisation_id}.")
    return organisation


async def organisations_of(session: AsyncSession, ids: Collection[UUID]) -> Sequence[Organisation]:
    """The organisations of these UUIDs that there are, in any order."""
    if not ids:
        return []
    return (await session.scalars(select(Organisation).where(organisations.c.id.in_(ids)))).all()


async def organisation_called(session: AsyncSession, reference: str) -> Organisation:
    """The organisation of a UUID or an org-id such as GB-CHC-1090095. Raises NotFound for any other text, too."""
    with suppress(ValueError):  # not a UUID: perhaps an org-id
        return await organisation_of(session, UUID(reference))
    try:
        org_id = parse_org_id(reference)
    except ValueError as error:
        raise NotFound(f"There is no organisation {reference[:120]!r}.") from error
    bearers = await bearers_of(session, [org_id])
    if not bearers:
        raise NotFound(f"There is no organisation {org_id}.")
    return bearers[0]


async def survivor_of(session: AsyncSession, organisation: Organisation) -> Organisation:
    """The record that this one was merged into, and that one in turn; itself if it was not."""
    while organisation.merged_into is not None:
        organisation = await organisation_of(session, organisation.merged_into)
    return organisation


async def bearers_of(session: AsyncSession, org_ids: Sequence[OrgId]) -> Sequence[Organisation]:
    """The organisations that bear these numbers, in the order of the numbers."""
    if not org_ids:
        return []
    of_numbers = tuple_(identifiers.c.scheme, identifiers.c.number).in_([(it.scheme, it.number) for it in org_ids])
    found = await session.scalars(select(Organisation).join(identifiers).where(of_numbers).distinct())
    return sorted(found, key=lambda it: min(org_ids.index(its) for its in it.org_ids if its in org_ids))


async def organisations_matching(
    session: AsyncSession,
    *,
    name: str | None = None,
    role: Role | None = None,
    org_id: OrgId | None = None,
    after: Sequence[str] | None = None,
    limit: int,
) -> list[Found]:
    """The organisations that match all that is asked, each with its rank; `after` is the key of the last one seen.

    A name ranks best when it is the one asked for, then when it begins so, then by how much of it is alike; a former or
    other name counts for less. Without a name the list goes from A to Z. A record that was merged into another is not
    among them: the other is, under both names.
    """
    sought = None if name is None else folded(name)
    rank = _likeness(sought) if sought is not None and len(sought) >= SHORTEST_SIMILAR else None
    query = select(Organisation, literal(0) if rank is None else rank).where(organisations.c.merged_into.is_(None))
    if sought is not None:
        query = query.where(_resembles(sought))
    if role is not None:
        query = query.where(organisations.c.roles.contains([role]))
    if org_id is not None:
        numbered = (identifiers.c.scheme == org_id.scheme) & (identifiers.c.number == org_id.number)
        query = query.where(organisations.c.id.in_(select(identifiers.c.organisation_id).where(numbered)))
    found = await session.execute(_in_order(query, rank, after).limit(limit))
    return [(organisation, place) for organisation, place in found]


def key_of(found: Found) -> list[str]:
    """Where a page ended: what `after` takes."""
    organisation, rank = found
    return [str(rank), organisation.search_name, str(organisation.id)]


def _resembles(sought: str) -> ColumnElement[bool]:
    begins = organisations.c.search_name.startswith(sought, autoescape=True)
    if len(sought) < SHORTEST_SIMILAR:
        return begins
    alike = [it.bool_op("%>")(sought) for it in (organisations.c.search_name, organisations.c.search_other_names)]
    return or_(begins, *alike)  # `%>`: some words of it are alike


def _likeness(sought: str) -> ColumnElement[int]:
    name = organisations.c.search_name
    alike = func.word_similarity(sought, name) + func.similarity(name, sought)
    begins = cast(name.startswith(sought, autoescape=True), Integer)
    same = cast(name == sought, Integer)
    other = func.word_similarity(sought, organisations.c.search_other_names)
    return cast(func.greatest(2 * same + 2 * begins + alike, other) * FINEST_RANK, Integer)


def _in_order(
    query: Select[Organisation, int], rank: ColumnElement[int] | None, after: Sequence[str] | None
) -> Select[Organisation, int]:
    """Best first, then from A to Z, from where the last page ended. Without a rank the index gives the order."""
    columns: list[ColumnElement[Any]] = [organisations.c.search_name, organisations.c.id]
    if rank is not None:
        columns.insert(0, -rank)
    if after is not None:
        place, search_name, organisation_id = after
        ended: list[Any] = [search_name, UUID(organisation_id)]
        if rank is not None:
            ended.insert(0, -int(place))
        query = query.where(tuple_(*columns) > tuple_(*ended))
    return query.order_by(*columns)
