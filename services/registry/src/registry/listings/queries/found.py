"""The search itself: what was found, the best first, and what it could be narrowed down by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Integer, Select, cast, func, literal, null, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from registry.listings.domain import Sought
from registry.listings.queries.conditions import LISTED, conditions, nearby, survivors
from registry.listings.tables import listed_terms, listings
from registry.organisations.tables import organisations
from registry.particulars.domain import folded

FINEST_RANK = 1_000_000  # whole numbers, so that a cursor says exactly where a page ended
MOST_VALUES = 20  # of a facet
LISTS = {"areas": listings.c.areas, "beneficiaries": listings.c.beneficiaries, "languages": listings.c.languages}
HIDDEN = {"words", "hours", "organisation_id", "organisation_name"}
SHOWN = [
    *(column for column in listings.c if column.name not in HIDDEN),
    # As the register knows the organisation today; where it was merged into another, that one answers for it.
    func.coalesce(survivors.c.id, listings.c.organisation_id).label("organisation_id"),
    func.coalesce(survivors.c.name, organisations.c.name, listings.c.organisation_name).label("organisation_name"),
]


@dataclass(frozen=True)
class Value:
    """A value of a facet, and how many of what was found have it."""

    value: str
    count: int


async def services_found(
    session: AsyncSession, sought: Sought, *, after: Sequence[str] | None = None, limit: int
) -> Sequence[Any]:
    """Listings with `metres` and `rank`: the nearest first, else those that fit the words best, else from A to Z.

    `after` is the key of the last one seen. The key is made of what the listing itself says, so whatever others do
    meanwhile, a listing that stays as it is comes exactly once.
    """
    source, metres = source_of(sought)
    rank = rank_of(sought, metres)
    columns = [rank, listings.c.search_name, listings.c.id]
    query = select(*SHOWN, metres.label("metres"), rank.label("rank")).select_from(source)
    query = query.where(*conditions(sought)).order_by(*columns).limit(limit)
    if after is not None:
        place, search_name, service_id = after
        query = query.where(tuple_(*columns) > tuple_(literal(int(place)), search_name, UUID(service_id)))
    return (await session.execute(query)).all()


def key_of(found: Any) -> list[str]:
    """Where a page ended: what `after` takes."""
    return [str(found.rank), found.search_name, str(found.id)]


async def facets_of(session: AsyncSession, sought: Sought) -> Mapping[str, Sequence[Value]]:
    """By what the services found could be narrowed down, the most frequent values first."""
    facets = {name: await counted(session, unnested(sought, column)) for name, column in LISTS.items()}
    source = source_of(sought)[0].join(listed_terms, listed_terms.c.service_id == listings.c.id)
    terms = select(listed_terms.c.name.label("value")).select_from(source).where(*conditions(sought))
    return {**facets, "terms": await counted(session, terms)}


def unnested(sought: Sought, column: ColumnElement[Any]) -> Select[Any]:
    """Each value of a list of each service found."""
    source, _ = source_of(sought)
    return select(func.unnest(column).label("value")).select_from(source).where(*conditions(sought))


async def counted(session: AsyncSession, values: Select[Any]) -> Sequence[Value]:
    """How often each value is there."""
    listed = values.subquery()
    query = select(listed.c.value, func.count()).group_by(listed.c.value)
    rows = await session.execute(query.order_by(func.count().desc(), listed.c.value).limit(MOST_VALUES))
    return [Value(*row) for row in rows]


def source_of(sought: Sought) -> tuple[FromClause, ColumnElement[int | None]]:
    """Where to look, and how many metres away what is found there is; null where nobody asked."""
    if sought.near is None:
        return LISTED, cast(null(), Integer)
    near = nearby(sought.near)
    return LISTED.join(near, near.c.service_id == listings.c.id), near.c.metres


def rank_of(sought: Sought, metres: ColumnElement[int | None]) -> ColumnElement[Any]:
    """The less, the better."""
    if sought.near is not None:
        return metres
    if sought.words is None:
        return literal(0)
    fits = func.ts_rank_cd(listings.c.words, func.websearch_to_tsquery("english", sought.words))
    alike = func.word_similarity(folded(sought.words), listings.c.search_name)
    return cast(-(fits + alike) * FINEST_RANK, Integer)
