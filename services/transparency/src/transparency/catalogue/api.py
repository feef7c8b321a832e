"""What is published, as a list."""

from typing import Annotated

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, paged
from kernel.clock import day_of
from transparency.catalogue.queries import publications_of, publishers_of
from transparency.catalogue.schemas import PublicationOut
from transparency.exports.queries.rows import publisher_called

router = Router(tags=["publication"])
Publisher = Annotated[str | None, Query(max_length=140, description="Only this one's: its id, or one of its org-ids.")]


@router.get("/published", response_model=Listing[PublicationOut])
async def list_publications(
    reading: Reading, page: Page, now: Now, publisher: Publisher = None
) -> Listing[PublicationOut]:
    """Which tables there are, by name, publisher and time."""
    only = await publisher_called(reading, publisher) if publisher else None
    made = await publications_of(reading, only.id if only else None, day_of(now))
    known = await publishers_of(reading, made)
    told = [PublicationOut.of(it, known[it.publisher_id]) for it in made if it.publisher_id in known]
    rest = [it for it in told if page.after is None or key_of(it) > page.after]
    return paged(rest[: page.limit], page, key=key_of)


def key_of(told: PublicationOut) -> list[str]:
    """Its place in the list."""
    return [told.dataset, str(told.publisher.id), told.period]
