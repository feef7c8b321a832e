"""Imports over HTTP: read the body as it is, call, answer."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, role
from chassis.problems import MEDIA_TYPE, Problem, malformed
from chassis.wire import Name
from transparency.imports import commands
from transparency.imports.domain import Outcome
from transparency.imports.schemas import OutcomeOut

LARGEST = 16 * 1024 * 1024  # bytes: one release with all its lots can be several
RELEASE = {
    "ocid": "ocds-b5fd17-5b1c7e21",
    "id": "5b1c7e21-1",
    "date": "2026-11-20T09:00:00Z",
    "tag": ["tender"],
    "buyer": {"id": "GB-LAE-NBR", "name": "Northbridge Council"},
    "parties": [{"id": "GB-LAE-NBR", "name": "Northbridge Council", "roles": ["buyer"]}],
    "tender": {"id": "5b1c7e21", "title": "Winter night shelter", "status": "active"},
}
router = Router(prefix="/imports", tags=["imports"], largest=LARGEST)
Importer = Annotated[Actor, Depends(role("platform_admin"))]


def body_of(description: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """How OpenAPI describes a body that FastAPI does not read; `row` is one of the things that it may carry."""
    package = {"application/json": {"schema": {}, "example": row}}
    lines = {kind: {"schema": {}, "example": json.dumps(row)} for kind in ("application/jsonl", "application/x-ndjson")}
    return {"requestBody": {"required": True, "description": description, "content": {**package, **lines}}}


BODY = body_of("A release or record package, a release, a list of releases, or JSON Lines of any of these.", RELEASE)


@router.post("/ocds", response_model=OutcomeOut, openapi_extra=BODY)
async def import_releases(
    request: Request, actor: Importer, tx: Transaction, now: Now, publisher: Annotated[Name | None, Query()] = None
) -> Outcome:
    """Keep other portals' releases exactly as published; `publisher` is who published them, where they do not say it.

    Links, also those of a record to its releases, are never followed.
    """
    return await commands.import_releases(tx, await text_of(request), publisher=publisher, now=now)


async def text_of(request: Request) -> str:
    """The body as text. Raises Problem: 415 if it is packed, 422 unless it is UTF-8. A byte order mark goes."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(MEDIA_TYPE, "Send the body as it is, not compressed.")
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise malformed(f"This is not UTF-8: see byte {error.start + 1}.") from error
