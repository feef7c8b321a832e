"""An authority's money over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from chassis.http import Now, Reading, Router
from kernel.clock import day_of
from tendering.local_spend.queries import spending_of
from tendering.local_spend.rules import must_be_months
from tendering.local_spend.schemas import LocalSpendOut, MonthsQuery
from tendering.suppliers.queries import party

router = Router(tags=["local spend"])
TABLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {}}, "description": "One row for each side of each question (RFC 4180)."}
}
Months = Annotated[MonthsQuery, Query()]


@router.get("/buyers/{buyer_id}/local-spend", response_model=LocalSpendOut)
async def read_local_spend(buyer_id: UUID, asked: Months, reading: Reading, now: Now) -> LocalSpendOut:
    """How much of an authority's money went to payees in an area, to social enterprises, and to whom nobody knows."""
    must_be_months(asked.first, asked.last)
    await party(reading, buyer_id)
    spending = await spending_of(reading, buyer_id, asked.first, asked.last, on=day_of(now))
    return LocalSpendOut.of(buyer_id, asked.area, spending)


@router.get("/buyers/{buyer_id}/local-spend.csv", response_class=Response, responses=TABLE)
async def export_local_spend(buyer_id: UUID, asked: Months, reading: Reading, now: Now) -> Response:
    """The same as a table."""
    found = await read_local_spend(buyer_id, asked, reading, now)
    return Response(found.table(), media_type="text/csv; charset=utf-8")
