"""Other funders' grants over HTTP: read the body as it is, call, answer."""

from typing import Annotated

from fastapi import Query, Request

from chassis.bodies import text_of
from chassis.http import Now, Router, Transaction
from chassis.wire import Name
from transparency.grant_imports import commands
from transparency.imports.api import LARGEST, Importer, body_of
from transparency.imports.domain import Outcome
from transparency.imports.schemas import OutcomeOut

GRANT = {
    "id": "360G-nbr-0001",
    "title": "A kitchen for forty families",
    "description": "We cook with people who cannot, three days a week.",
    "currency": "GBP",
    "amountAwarded": 40000,
    "awardDate": "2026-11-20",
    "recipientOrganization": [{"id": "GB-CHC-1090095", "name": "Northbridge Kitchen"}],
    "fundingOrganization": [{"id": "GB-LAE-NBR", "name": "Northbridge Council"}],
}
BODY = body_of("A 360Giving package, a grant, a list of grants, or JSON Lines of any of these.", GRANT)
router = Router(prefix="/imports", tags=["imports"], largest=LARGEST)


@router.post("/360giving", response_model=OutcomeOut, openapi_extra=BODY)
async def import_grants(
    request: Request, actor: Importer, tx: Transaction, now: Now, publisher: Annotated[Name | None, Query()] = None
) -> Outcome:
    """Keep other funders' grants; `noted` tells of each one what was mended in it, and by which rule."""
    return await commands.import_grants(tx, await text_of(request), publisher=publisher, now=now)
