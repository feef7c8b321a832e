"""What is published, as a list and as linked data."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from chassis.http import Listing, Now, Page, Reading, Router, paged
from kernel.clock import day_of
from transparency.catalogue.queries import holdings_of, publications_of, publishers_among
from transparency.catalogue.schemas.linked import catalogue_of
from transparency.catalogue.schemas.publications import PublicationOut
from transparency.exports.queries.rows import publisher_called
from transparency.releases.rules import canonical

JSON_LD = "application/ld+json"
LINKED: dict[int | str, dict[str, Any]] = {
    200: {"content": {JSON_LD: {"schema": {"type": "object"}}}, "description": "A catalogue in DCAT-AP 3.0.1."}
}
router = Router(tags=["publication"])
Publisher = Annotated[str | None, Query(max_length=140, description="Only this one's: its id, or one of its org-ids.")]


@router.get("/published", response_model=Listing[PublicationOut])
async def list_publications(
    reading: Reading, page: Page, now: Now, publisher: Publisher = None
) -> Listing[PublicationOut]:
    """Which tables there are, by name, publisher and time."""
    only = await publisher_called(reading, publisher) if publisher else None
    made = await publications_of(reading, only.id if only else None, day_of(now))
    known = await publishers_among(reading, {it.publisher_id for it in made})
    told = [PublicationOut.of(it, known[it.publisher_id]) for it in made if it.publisher_id in known]
    rest = [it for it in told if page.after is None or key_of(it) > page.after]
    return paged(rest[: page.limit], page, key=key_of)


@router.get("/catalogue.jsonld", response_class=Response, responses=LINKED)
async def read_catalogue(request: Request, reading: Reading, now: Now) -> Response:
    """Every dataset that is published here with its files, as DCAT-AP 3.0.1 has it, for other catalogues."""
    made = await publications_of(reading, None, day_of(now))
    known = await publishers_among(reading, {it.publisher_id for it in made})
    told = catalogue_of(request.app.state.settings, made, known, await holdings_of(reading))
    return Response(canonical(told), media_type=JSON_LD)


def key_of(told: PublicationOut) -> list[str]:
    """Its place in the list."""
    return [told.table, str(told.publisher.id), told.period]
