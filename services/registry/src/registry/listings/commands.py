"""Keep what search knows of services."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, delete, func, literal_column
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from registry.listings.domain import Listing
from registry.listings.tables import listed_terms, listings, spots
from registry.particulars.domain import folded

LONGEST_SEARCHED = 50_000  # characters; PostgreSQL's index of the words of a text ends at a megabyte


async def list_service(session: AsyncSession, listing: Listing) -> None:
    """Let search know of a service what the listing says, and no more what an earlier one said."""
    row = row_of(listing)
    insertion = upsert(listings).values(row)
    replaced = {name: insertion.excluded[name] for name in row if name != "id"}
    for part in (spots, listed_terms):
        await session.execute(delete(part).where(part.c.service_id == listing.id))
    await session.execute(insertion.on_conflict_do_update(index_elements=[listings.c.id], set_=replaced))
    if listing.spots:
        await session.execute(upsert(spots), [{"service_id": listing.id, **asdict(it)} for it in listing.spots])
    if listing.terms:
        rows = [{"service_id": listing.id, "name": it.name, **asdict(it)} for it in listing.terms]
        await session.execute(upsert(listed_terms), rows)


def row_of(listing: Listing) -> dict[str, Any]:
    """The listing as its table has it."""
    columns = {name: value for name, value in asdict(listing).items() if name not in {"spots", "terms", "hours"}}
    hours = [
        {"day": it.day, "opens_at": it.opens_at.isoformat(), "closes_at": it.closes_at.isoformat()}
        for it in listing.hours
    ]
    found_by = {"search_name": folded(listing.name), "words": words_of(listing), "hours": hours}
    return {**{name: list(it) if isinstance(it, tuple) else it for name, it in columns.items()}, **found_by}


def words_of(listing: Listing) -> ColumnElement[Any]:
    """What a search finds it by; a word in the name counts more than one in the description."""
    terms = [term.name for term in listing.terms]
    rest = " ".join([listing.organisation_name, *listing.beneficiaries, *terms, listing.description])
    heavy = func.setweight(func.to_tsvector("english", listing.name[:LONGEST_SEARCHED]), literal_column("'A'"))
    light = func.setweight(func.to_tsvector("english", rest[:LONGEST_SEARCHED]), literal_column("'C'"))
    return heavy.op("||")(light)
