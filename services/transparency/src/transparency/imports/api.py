"""Imports over HTTP: read the body as it is, call, answer."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, role
from chassis.problems import malformed
from chassis.wire import Name
from transparency.imports import commands
from transparency.imports.domain import Outcome
from transparency.imports.schemas import OutcomeOut

LARGEST = 16 * 1024 * 1024  # bytes: one release with all its lots can be several
BODY = {
    "requestBody": {
        "required": True,
        "description": "A release or record package, a release, a list of releases, or JSON Lines of any of these.",
        "content": {kind: {"schema": {}} for kind in ("application/json", "application/jsonl", "application/x-ndjson")},
    }
}
router = Router(prefix="/imports", tags=["imports"], largest=LARGEST)
Importer = Annotated[Actor, Depends(role("platform_admin"))]


@router.post("/ocds", response_model=OutcomeOut, openapi_extra=BODY)
async def import_releases(
    request: Request, actor: Importer, tx: Transaction, now: Now, publisher: Annotated[Name | None, Query()] = None
) -> Outcome:
    """Keep other portals' releases exactly as published; `publisher` is who published them, where they do not say it.

    Links, also those of a record to its releases, are never followed.
    """
    return await commands.import_releases(tx, await text_of(request), publisher=publisher, now=now)


async def text_of(request: Request) -> str:
    """The body as text. Raises Problem (422) unless it is UTF-8; a byte order mark goes."""
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise malformed(f"This is not UTF-8: see byte {error.start + 1}.") from error
