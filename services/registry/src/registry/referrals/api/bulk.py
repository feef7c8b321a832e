"""Everything at once."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from chassis.http import Router
from chassis.wire import Name
from registry.feeds.domain import Json
from registry.organisations.queries import organisation_called
from registry.referrals import queries

JSON, JSON_LINES = "application/json", "application/jsonl"
FEEDS = {"own": False, "imported": True, "all": None}
PACKAGE = {JSON: {"schema": {"type": "array", "items": {"type": "object"}}}, JSON_LINES: {"schema": {}}}
router = Router(tags=["open referral"])


@router.get(
    "/bulk/openreferral",
    response_class=StreamingResponse,
    responses={200: {"description": "Services, fully nested: a list of them, or one a line.", "content": PACKAGE}},
)
async def stream_services(
    request: Request,
    source: Annotated[Literal["own", "imported", "all"], Query()] = "own",
    organisation: Annotated[Name | None, Query(description="Whose: an id here, or an org-id.")] = None,
    form: Annotated[Literal["jsonl", "package"], Query(alias="format")] = "jsonl",
) -> StreamingResponse:
    """Every service at once, fully nested: one a line (JSON Lines), or all in one package."""
    readings = request.app.state.readings
    if organisation is not None:
        async with readings() as session:
            await organisation_called(session, organisation)  # before the answer begins
    found = queries.every_service(readings, feeds=FEEDS[source], organisation=organisation)
    return StreamingResponse(lines(found), media_type=JSON_LINES) if form == "jsonl" else in_package(found)


def in_package(found: AsyncIterator[Json]) -> StreamingResponse:
    """The standard's package: a list."""

    async def pieces() -> AsyncIterator[str]:
        between = "["
        async for service in found:
            yield f"{between}{json.dumps(service, ensure_ascii=False)}"
            between = ",\n"
        yield "[]" if between == "[" else "]"

    return StreamingResponse(pieces(), media_type=JSON)


async def lines(found: AsyncIterator[Json]) -> AsyncIterator[str]:
    """A service a line."""
    async for service in found:
        yield json.dumps(service, ensure_ascii=False) + "\n"
