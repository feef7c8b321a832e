"""Other portals' releases over HTTP: read the body as it is, call, answer."""

from typing import Annotated

from fastapi import Query, Request

from chassis.bodies import text_of
from chassis.http import Now, Router, Transaction
from chassis.wire import Name
from transparency.imports.api import LARGEST, Importer, body_of
from transparency.imports.domain import Outcome
from transparency.imports.schemas import OutcomeOut
from transparency.release_imports import commands

RELEASE = {
    "ocid": "ocds-b5fd17-5b1c7e21",
    "id": "5b1c7e21-1",
    "date": "2026-11-20T09:00:00Z",
    "tag": ["tender"],
    "buyer": {"id": "GB-LAE-NBR", "name": "Northbridge Council"},
    "parties": [{"id": "GB-LAE-NBR", "name": "Northbridge Council", "roles": ["buyer"]}],
    "tender": {"id": "5b1c7e21", "title": "Winter night shelter", "status": "active"},
}
BODY = body_of("A release or record package, a release, a list of releases, or JSON Lines of any of these.", RELEASE)
router = Router(prefix="/imports", tags=["imports"], largest=LARGEST)


@router.post("/ocds", response_model=OutcomeOut, openapi_extra=BODY)
async def import_releases(
    request: Request, actor: Importer, tx: Transaction, now: Now, publisher: Annotated[Name | None, Query()] = None
) -> Outcome:
    """Keep other portals' releases exactly as published; `publisher` is who published them, where they do not say it.

    Links, also those of a record to its releases, are never followed.
    """
    return await commands.import_releases(tx, await text_of(request), publisher=publisher, now=now)
