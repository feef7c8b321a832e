"""Published grants over HTTP, in packages of 360Giving."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from chassis.http import Now, Page, Reading, Router, paged
from chassis.settings import Settings
from chassis.wire import Name
from transparency.grant_awards.schemas import grants as schemas
from transparency.publication.queries import grants as queries
from transparency.publication.queries.grants import PublishedGrant
from transparency.publication.schemas import GIVING, JSON, JSON_LINES, NOTHING, described
from transparency.releases.rules import canonical

IMPORTED = {"own": False, "imported": True, "all": None}
router = Router(tags=["publication"])

Source = Annotated[Literal["own", "imported", "all"], Query()]
Funder = Annotated[Name | None, Query(description="The funder's id here, or one of its org-ids.")]


@router.get("/360giving", response_class=Response, responses=described("grants", GIVING))
async def list_grants(
    request: Request, session: Reading, page: Page, now: Now, source: Source = "own", *, funder: Funder = None
) -> Response:
    """Grants in the order in which they came to stand as they do, in packages of up to a hundred."""
    after = (datetime.fromisoformat(page.after[0]), page.after[1]) if page.after else None
    found = await queries.grants_matching(
        session, imported=IMPORTED[source], funder=funder, after=after, limit=page.limit
    )
    listing = paged(found, page, key=lambda grant: [grant.published_at.isoformat(), grant.id])
    shown: list[PublishedGrant] = listing.items
    modified_at = max((grant.published_at for grant in shown), default=now)
    body = f"{opening(request, modified_at)}{','.join(grant.text for grant in shown)}]}}"
    link = page.response.headers.get("link")
    headers = ({"Link": link} if link else None) if shown else NOTHING
    return Response(body, media_type=JSON, headers=headers)


@router.get("/bulk/360giving", response_class=StreamingResponse, responses=described("grants", GIVING, lines=True))
async def stream_grants(
    request: Request,
    now: Now,
    source: Source = "own",
    funder: Funder = None,
    form: Annotated[Literal["jsonl", "package"], Query(alias="format")] = "jsonl",
) -> StreamingResponse:
    """Everything at once: a grant a line (JSON Lines), or all in one package."""
    found = queries.every_grant(request.app.state.readings, imported=IMPORTED[source], funder=funder)
    if form == "jsonl":
        return StreamingResponse(lines(found), media_type=JSON_LINES)
    return StreamingResponse(in_package(opening(request, now), found), media_type=JSON)


def opening(request: Request, modified_at: datetime) -> str:
    """A package up to its first grant."""
    settings: Settings = request.app.state.settings
    query = f"?{request.url.query}" if request.url.query else ""
    uri = f"{settings.address}{request.url.path}{query}"
    return f'{canonical(schemas.envelope(settings, uri, modified_at))[:-1]},"grants":['


async def lines(found: AsyncIterator[PublishedGrant]) -> AsyncIterator[str]:
    """A grant a line."""
    async for grant in found:
        yield grant.text.replace("\r", " ").replace("\n", " ") + "\n"


async def in_package(opening: str, found: AsyncIterator[PublishedGrant]) -> AsyncIterator[str]:
    """One package, piece by piece."""
    between = opening
    async for grant in found:
        yield between + grant.text
        between = ","
    yield "]}" if between == "," else f"{between}]}}"
