"""Others' declarations over HTTP: read the body as it is, call, answer."""

from typing import Annotated, Any

from fastapi import Depends, Request

from chassis.bodies import text_of
from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, role
from registry.declarations import commands
from registry.declarations.domain import Outcome
from registry.declarations.schemas import OutcomeOut

LARGEST = 4 * 1024 * 1024  # bytes: some three thousand statements
STATEMENT = {
    "statementId": "1dc0e987-5c57-4a1c-b3ad-61353b66a9b7",
    "declarationSubject": "c359f58d2977",
    "statementDate": "2026-11-18",
    "publicationDetails": {"publicationDate": "2026-11-18", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
    "recordId": "c359f58d2977",
    "recordStatus": "new",
    "recordType": "entity",
    "recordDetails": {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": "Harbour Holdings Inc"},
}
FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A list of BODS 0.4 statements, or one on each line.",
        "content": {"application/json": {"schema": {"type": ["array", "object"]}, "example": [STATEMENT]}},
    }
}
router = Router(prefix="/bods", tags=["ownership"], largest=LARGEST)
Importer = Annotated[Actor, Depends(role("registrar", "platform_admin"))]


@router.post("", response_model=OutcomeOut, openapi_extra=FILE)
async def import_statements(request: Request, importer: Importer, tx: Transaction, now: Now) -> Outcome:
    """Keep others' statements of ownership as published; what the register understands of them counts from now on."""
    return await commands.import_statements(tx, await text_of(request), now=now)
