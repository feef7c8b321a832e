"""The Code's tables over HTTP: each of a publisher and a time at an address of its own, and each as a whole."""

import hashlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import IO, Annotated, Any, Literal

from fastapi import Path, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Now, Reading, Router, Strict
from kernel.clock import day_of
from kernel.errors import Unacceptable
from transparency.exports import schemas
from transparency.exports.domain import CodeTable, Span
from transparency.exports.queries.entries import Prefixes
from transparency.exports.queries.rows import publisher_called, rows_of
from transparency.exports.rules import Wanted

IN_MEMORY, PIECE = 1_000_000, 65_536  # bytes: a larger table waits on disk, and is sent in such pieces
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}},
        "description": "A line for each row, or an object with `rows`. An empty cell is not known; `unknown` says so.",
    }
}
router = Router(prefix="/published", tags=["publication"])
PERIOD = r"^20[0-9]{2}-(Q[1-4]|[0-9]{2})$"
Reference = Annotated[str, Path(max_length=140, description="Its id, or one of its org-ids.", examples=["GB-LAE-NBR"])]
Period = Annotated[str, Path(pattern=PERIOD, description="A quarter, or a financial year.", examples=["2027-Q1"])]
Form = Literal["csv", "json"]


class Narrowed(Strict):
    """Which rows of a table, and how they are written."""

    publisher: Annotated[str | None, Field(max_length=140, description="Its id, or one of its org-ids.")] = None
    period: Annotated[str | None, Field(pattern=PERIOD, description="A quarter, or a financial year.")] = None
    form: Annotated[Form, Field(alias="format")] = "csv"


@router.get("/{table}", response_class=StreamingResponse, responses=FILE)
async def read_whole_table(
    table: CodeTable, asked: Annotated[Narrowed, Query()], request: Request, reading: Reading, *, now: Now
) -> StreamingResponse:
    """All rows, of everybody and of all days unless one is named."""
    owner = await publisher_called(reading, asked.publisher) if asked.publisher else None
    span = None if asked.period is None else spelt("query:period", table, asked.period)
    return await file_of(request, reading, Wanted(table, owner, span, day_of(now)), asked.form)


@router.get("/{table}/{publisher}/{period}.{form}", response_class=StreamingResponse, responses=FILE)
async def read_table(
    table: CodeTable, publisher: Reference, period: Period, form: Form, request: Request, *, reading: Reading, now: Now
) -> StreamingResponse:
    """One table: the rows of a publisher and a quarter (of grants: a financial year)."""
    owner = await publisher_called(reading, publisher)
    wanted = Wanted(table, owner, spelt("path:period", table, period), day_of(now))
    return await file_of(request, reading, wanted, form)


async def file_of(request: Request, session: AsyncSession, wanted: Wanted, form: Form) -> StreamingResponse:
    """The table as a file with its digest as its tag, so that nobody is sent twice what has not changed."""
    state = request.app.state
    settings = state.settings
    rows = rows_of(session, state.store, wanted, Prefixes(settings.ocid_prefix, settings.grant_prefix))
    is_table = form == "csv"
    written = schemas.as_table(wanted.table, rows) if is_table else schemas.as_json(schemas.head_of(wanted), rows)
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - `pieces` closes it
    tag = await kept(written, file)
    headers = {"ETag": tag, "Content-Disposition": f'attachment; filename="{schemas.name_of(wanted)}.{form}"'}
    return StreamingResponse(pieces(file), media_type=schemas.CSV if is_table else schemas.JSON, headers=headers)


async def kept(written: AsyncIterator[str], file: IO[bytes]) -> str:
    """Put all of it into a file, so that the database is done before anybody reads; its tag, by its SHA-256."""
    digest = hashlib.sha256()
    async for text in written:
        piece = text.encode()
        digest.update(piece)
        file.write(piece)
    file.seek(0)
    return f'"{digest.hexdigest()[:16]}"'


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What was kept, piece by piece; the file is gone afterwards."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def spelt(place: str, table: CodeTable, period: str) -> Span:
    """The days that are named. Raises Unacceptable for a quarter where the table is of a year, and so on."""
    try:
        return Span.parse(period, yearly=table.is_yearly)
    except ValueError as error:
        raise Unacceptable(place, str(error)) from error
