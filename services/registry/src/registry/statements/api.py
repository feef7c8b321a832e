"""Statements over HTTP: everything that the registry can say of owners, in the standard's own form."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from chassis.http import Router
from chassis.wire import Name
from registry.statements.queries import newest_statement, statements_after

BATCH = 500
LIST: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A list of BODS 0.4 statements.",
        "content": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}},
    }
}
router = Router(prefix="/bods", tags=["ownership"])


@router.get("", response_class=StreamingResponse, responses=LIST)
async def export_statements(
    request: Request,
    organisation_id: Annotated[UUID | None, Query()] = None,
    publisher: Annotated[Name | None, Query()] = None,
) -> StreamingResponse:
    """Statements of ownership in BODS 0.4: all, or those of one organisation's declaration or of one publisher."""
    found = pieces(request, about=organisation_id, publisher=publisher)
    return StreamingResponse(found, media_type="application/json")


async def pieces(request: Request, *, about: UUID | None, publisher: str | None) -> AsyncIterator[str]:
    """The list, a batch at a time, as it stood when it was asked for: what is kept later is left out."""
    async with request.app.state.readings() as session:
        until = await newest_statement(session)
    seq, opening = 0, "["
    while True:
        async with request.app.state.readings() as session:
            batch = await statements_after(session, seq, until=until, about=about, publisher=publisher, limit=BATCH)
        if not batch:
            break
        yield opening + ",\n".join(row.text for row in batch)
        seq, opening = batch[-1].seq, ",\n"
    yield "[]" if opening == "[" else "]"
