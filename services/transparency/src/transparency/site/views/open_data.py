"""What can be taken away: of everybody, and of one publisher."""

from itertools import groupby

from fastapi import Request, Response

from chassis.http import Now, Page, Reading, paged
from kernel.clock import day_of
from transparency.catalogue.domain import STANDARDS
from transparency.catalogue.queries import publications_of, publishers_among
from transparency.catalogue.schemas.publications import PublicationOut
from transparency.exports.domain import Publisher
from transparency.exports.queries.rows import publisher_called
from transparency.site.domain import SHELVES
from transparency.site.views.page import PageRouter, onward, show, to_start

router = PageRouter()


@router.page("/open-data")
async def read_open_data(request: Request, session: Reading, page: Page, now: Now) -> Response:
    """Every file, and who publishes, some at a time; behind the first page only who publishes."""
    made = await publications_of(session, None, day_of(now))
    known = await publishers_among(session, {it.publisher_id for it in made})
    behind = [it for it in sorted(known.values(), key=place_of) if page.after is None or place_of(it) > page.after]
    listing = paged(behind[: page.limit], page, key=place_of)
    return show(
        "open-data.html",
        prefixes=request.app.state.settings,
        shelves=SHELVES,
        publishers=listing.items,
        previous=to_start(request),
        next=onward(request, listing.next),
    )


def place_of(publisher: Publisher) -> list[str]:
    """From A to Z, and of equal names always in the same order."""
    return [publisher.name.casefold(), str(publisher.id)]


@router.page("/open-data/{reference}")
async def read_publisher(reference: str, session: Reading, now: Now) -> Response:
    """The tables of one publisher, the latest quarter or year first."""
    publisher = await publisher_called(session, reference)
    made = await publications_of(session, publisher.id, day_of(now))
    tables = [
        (STANDARDS[table], [PublicationOut.of(it, publisher) for it in reversed(list(editions))])
        for table, editions in groupby(made, key=lambda it: it.table)
    ]
    return show("publisher.html", publisher=publisher, tables=tables)
