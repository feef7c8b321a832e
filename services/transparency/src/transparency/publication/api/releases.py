"""Published releases and records over HTTP: paths, parameters and shapes like those of Find a Tender."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from chassis.http import Now, Page, Reading, Router, paged
from chassis.settings import Settings
from chassis.wire import InstantIn, Name
from kernel.errors import NotFound
from transparency.publication import schemas
from transparency.publication.domain import Filters, Published, Source, Stage
from transparency.publication.queries import releases as queries

STAGES = "|".join(Stage)
router = Router(tags=["publication"])
RELEASES, RECORDS = schemas.described("releases", schemas.OCDS), schemas.described("records", schemas.OCDS)


def settings_of(request: Request) -> Settings:
    """The deployment's."""
    settings: Settings = request.app.state.settings
    return settings


Deployment = Annotated[Settings, Depends(settings_of)]


def filters(
    source: Annotated[Source, Query()] = Source.OWN,
    buyer: Annotated[Name | None, Query(description="The buyer's id here, or one of its org-ids.")] = None,
    updated_from: Annotated[InstantIn | None, Query(alias="updatedFrom")] = None,
    updated_to: Annotated[InstantIn | None, Query(alias="updatedTo")] = None,
    stages: Annotated[str | None, Query(pattern=f"^({STAGES})(,({STAGES}))*$", max_length=100)] = None,
) -> Filters:
    """Which releases are asked for."""
    wanted = tuple(map(Stage, stages.split(","))) if stages else ()
    return Filters(source, buyer, updated_from, updated_to, wanted)


Asked = Annotated[Filters, Depends(filters)]


@router.get("/ocdsReleasePackages", response_class=Response, responses=RELEASES)
async def list_releases(
    request: Request, session: Reading, page: Page, asked: Asked, *, settings: Deployment, now: Now
) -> Response:
    """Releases in the order in which they were published here, in packages of up to a hundred."""
    after = position(page.after)
    found = await queries.releases_matching(session, asked, after=after, limit=page.limit)
    listing = paged(found, page, key=lambda release: [release.published_at.isoformat(), release.ocid, release.id])
    link = page.response.headers.get("link")
    following = settings.address + link[1 : link.index(">")] if link else None
    shown: list[Published] = listing.items
    published_at = max((release.published_at for release in shown), default=now)
    head = schemas.envelope(settings, address_of(request, settings), published_at, following)
    body = schemas.release_package(head, [release.text for release in shown])
    headers = ({"Link": link} if link else None) if shown else schemas.NOTHING
    return Response(body, media_type=schemas.JSON, headers=headers)


@router.get("/ocdsReleasePackages/{name:path}", response_class=Response, responses=RELEASES)
async def read_releases(name: str, request: Request, session: Reading, settings: Deployment) -> Response:
    """All releases of a process, by its ocid, oldest first; or one release, by its own id."""
    try:
        found = await queries.releases_of(session, name)
    except NotFound:
        found = await queries.release_called(session, name)
    head = schemas.envelope_of(settings, address_of(request, settings), found)
    return Response(schemas.release_package(head, [release.text for release in found]), media_type=schemas.JSON)


@router.get("/ocdsRecordPackages/{ocid:path}", response_class=Response, responses=RECORDS)
async def read_record(ocid: str, request: Request, session: Reading, settings: Deployment) -> Response:
    """The record of a process: its releases, and what they come to when merged by the standard's rules."""
    found = await queries.releases_of(session, ocid)
    head = schemas.envelope_of(settings, address_of(request, settings), found)
    return Response(schemas.record_package(head, found), media_type=schemas.JSON)


@router.get(
    "/bulk/ocds", response_class=StreamingResponse, responses=schemas.described("releases", schemas.OCDS, lines=True)
)
async def stream_releases(
    request: Request,
    asked: Asked,
    settings: Deployment,
    now: Now,
    form: Annotated[Literal["jsonl", "package"], Query(alias="format")] = "jsonl",
) -> StreamingResponse:
    """Everything at once: a release a line (JSON Lines), or all in one package."""
    found = queries.every_release(request.app.state.readings, asked)
    if form == "jsonl":
        return StreamingResponse(lines(found), media_type=schemas.JSON_LINES)
    head = schemas.envelope(settings, address_of(request, settings), now)
    return StreamingResponse(in_package(schemas.opening(head), found), media_type=schemas.JSON)


async def lines(found: AsyncIterator[Published]) -> AsyncIterator[str]:
    """A release a line: line ends inside a release can only stand between its fields, where any space will do."""
    async for release in found:
        yield release.text.replace("\r", " ").replace("\n", " ") + "\n"


async def in_package(opening: str, found: AsyncIterator[Published]) -> AsyncIterator[str]:
    """One package, piece by piece."""
    between = f'{opening}"releases":['
    async for release in found:
        yield between + release.text
        between = ","
    yield "]}" if between == "," else f"{between}]}}"


def position(after: list[str] | None) -> queries.Position | None:
    """Where the page before ended."""
    return (datetime.fromisoformat(after[0]), after[1], after[2]) if after else None


def address_of(request: Request, settings: Settings) -> str:
    """The address of what is asked for, as outsiders know it."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{settings.address}{request.url.path}{query}"
