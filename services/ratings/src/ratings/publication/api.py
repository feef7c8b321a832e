"""Everything that is published over HTTP, for everybody: pages, bulk, linked data, pictures."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.organisations import known_organisation
from kernel.clock import day_of
from kernel.errors import NotFound
from ratings.eligibility.tables import known_organisations
from ratings.policies.queries import policy_in_force
from ratings.publication.domain import Wanted
from ratings.publication.queries import published_stories, tag_of_all
from ratings.publication.rules import linked, pictures, rows
from ratings.publication.schemas import StoryOut, WantedQuery
from ratings.scores.api import read_organisation_summary, summaries_out
from ratings.scores.queries import summaries_of
from ratings.stories.queries import shown_story

Responses = dict[int | str, dict[str, Any]]
router = Router(tags=["stories"])
CSV = "text/csv; charset=utf-8"
AT_ONCE = 500  # stories or summaries read from the database for a file
SHOWN = 20  # stories in linked data
LINES: Responses = {200: {"content": {"application/x-ndjson": {}}, "description": "One a line."}}
TABLE: Responses = {200: {"content": {"text/csv": {}}, "description": "One a row (RFC 4180)."}}
LINKED: Responses = {200: {"content": {"application/ld+json": {}}, "description": "JSON-LD in schema.org's words."}}
PICTURE: Responses = {200: {"content": {"image/svg+xml": {}}, "description": "A picture with a title of its own."}}
CARD: Responses = {200: {"content": {"text/html": {}}, "description": "A page for an iframe."}}
EMBEDDED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *",
    "Cache-Control": "public, no-cache",  # asked again each time, and not sent again
}


@router.get("/stories", response_model=Listing[StoryOut])
async def list_stories(reading: Reading, page: Page, wanted: WantedQuery) -> Listing[StoryOut]:
    """What users tell, with replies and changes, in the order of publication."""
    after = None if page.after is None else (date.fromisoformat(page.after[0]), UUID(page.after[1]))
    found = await published_stories(reading, wanted.parsed(), after=after, limit=page.limit)
    return paged(await StoryOut.of(reading, list(found)), page, key=lambda it: [str(it.published_on), str(it.id)])


@router.get("/stories.jsonl", response_class=StreamingResponse, responses=LINES)
async def export_stories_as_lines(request: Request, reading: Reading, wanted: WantedQuery) -> StreamingResponse:
    """All of them as JSON Lines."""
    return file_of(as_lines(every_story(request, wanted.parsed())), "application/x-ndjson", await tag_of_all(reading))


@router.get("/stories.csv", response_class=StreamingResponse, responses=TABLE)
async def export_stories_as_table(request: Request, reading: Reading, wanted: WantedQuery) -> StreamingResponse:
    """All of them as a table."""
    written = as_table(every_story(request, wanted.parsed()), rows.header(), rows.line)
    return file_of(written, CSV, await tag_of_all(reading))


@router.get("/summaries.jsonl", response_class=StreamingResponse, responses=LINES)
async def export_summaries_as_lines(request: Request, reading: Reading, now: Now) -> StreamingResponse:
    """Every service with its summary as JSON Lines; ask with `If-None-Match` whether there is a new one."""
    return file_of(as_lines(every_summary(request, now)), "application/x-ndjson", await tag_of_all(reading))


@router.get("/summaries.csv", response_class=StreamingResponse, responses=TABLE)
async def export_summaries_as_table(request: Request, reading: Reading, now: Now) -> StreamingResponse:
    """The same as a table."""
    written = as_table(every_summary(request, now), rows.header(rows.SUMMARY), rows.summary_line)
    return file_of(written, CSV, await tag_of_all(reading))


def file_of(written: AsyncIterator[str], media_type: str, tag: str) -> StreamingResponse:
    """A file that is written while it is sent, with the tag by which it is not sent twice."""
    return StreamingResponse(written, media_type=media_type, headers={"ETag": tag})


async def as_lines(told: AsyncIterator[dict[str, Any]]) -> AsyncIterator[str]:
    """Each as a line of JSON."""
    async for each in told:
        yield json.dumps(each, ensure_ascii=False) + "\n"


async def as_table(
    told: AsyncIterator[dict[str, Any]], header: str, line: Callable[[Mapping[str, Any]], str]
) -> AsyncIterator[str]:
    """Each as a row, under the names of the columns."""
    yield header
    async for each in told:
        yield line(each)


@router.get("/stories/{story_id}", response_model=StoryOut)
async def read_story(story_id: UUID, reading: Reading) -> StoryOut:
    """One story, with what was replied and done."""
    for shown in await StoryOut.of(reading, [await shown_story(reading, story_id)]):
        return shown
    raise NotFound(f"There is no story {story_id}.")  # taken back while it was being read


@router.get("/organisations/{organisation_id}/schema.jsonld", response_class=Response, responses=LINKED)
async def read_linked_organisation(organisation_id: UUID, reading: Reading, now: Now) -> Response:
    """An organisation with its rating and latest stories, as schema.org has it."""
    name, summary = await shown_summary(reading, organisation_id, now)
    found = await published_stories(reading, Wanted(organisation=organisation_id), after=None, limit=SHOWN)
    stories = [story.model_dump(mode="json") for story in await StoryOut.of(reading, list(found))]
    told = linked.organisation(str(organisation_id), name, summary.model_dump(mode="json"), stories)
    return Response(json.dumps(told, ensure_ascii=False), media_type="application/ld+json")


@router.get("/organisations/{organisation_id}/badge.svg", response_class=Response, responses=PICTURE)
async def read_badge(organisation_id: UUID, reading: Reading, now: Now) -> Response:
    """A picture of the rating to put on a page: `<img src="…/badge.svg" alt="">` beside words, or as an object."""
    picture = pictures.badge(*await shown_summary(reading, organisation_id, now))
    return Response(picture, media_type="image/svg+xml", headers=EMBEDDED)


@router.get("/organisations/{organisation_id}/card", response_class=HTMLResponse, responses=CARD)
async def read_card(organisation_id: UUID, reading: Reading, now: Now) -> HTMLResponse:
    """The same in words, to put in an `iframe`; it has no script and works without colour."""
    name, summary = await shown_summary(reading, organisation_id, now)
    return HTMLResponse(pictures.card(name, summary, f"/organisations/{organisation_id}"), headers=EMBEDDED)


async def shown_summary(session: AsyncSession, organisation_id: UUID, now: Any) -> tuple[str, Any]:
    """An organisation's name, and what may be told of its ratings. Raises NotFound."""
    party = await known_organisation(session, known_organisations, organisation_id)
    return party.name, await read_organisation_summary(organisation_id, session, now)


async def every_summary(request: Request, now: datetime) -> AsyncIterator[dict[str, Any]]:
    """Each service with its summary; a short transaction for each few hundred, however slowly they are taken."""
    after: UUID | None = None
    while True:
        async with request.app.state.readings() as session:
            policy = await policy_in_force(session, on=day_of(now))
            found = await summaries_of(session, after=after, limit=AT_ONCE)
            page = [told.model_dump(mode="json") for told in await summaries_out(session, found, policy)]
        for told in page:
            yield told
        if len(found) < AT_ONCE:
            return
        after = found[-1][0].contract_id


async def every_story(request: Request, wanted: Wanted) -> AsyncIterator[dict[str, Any]]:
    """Each story that is wanted, in the same way: a file of any size takes little memory and holds nobody up."""
    after: tuple[date, UUID] | None = None
    while True:
        async with request.app.state.readings() as session:
            found = await published_stories(session, wanted, after=after, limit=AT_ONCE)
            page = [story.model_dump(mode="json") for story in await StoryOut.of(session, list(found))]
        for story in page:
            yield story
        if len(found) < AT_ONCE:
            return
        after = (found[-1].published_on or date.min, found[-1].id)
