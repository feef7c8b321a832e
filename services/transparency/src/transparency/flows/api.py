"""Where money went, over HTTP: parse, call, answer."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.wire import DayIn
from kernel.clock import day_of
from kernel.money import SignedMoney
from transparency.directory.queries.organisations import organisation_called
from transparency.flows import queries
from transparency.flows.domain import Scope
from transparency.flows.rules import own_spending
from transparency.flows.schemas import CSV, TABLE, ClassedQuery, FlowsOut, PaymentOut, ScopeOut

router = Router(tags=["flows"])
Classed = Annotated[ClassedQuery, Query()]
ClassesOn = Annotated[
    DayIn | None, Query(description="the day on which evidence must still be live; today if left out")
]


@router.get("/datasets", response_model=Listing[ScopeOut])
async def list_scopes(reading: Reading, page: Page, buyer_id: UUID | None = None) -> Listing[Any]:
    """Datasets of spending in the order in which they were opened: each stands alone, and is summed with no other."""
    found = await queries.datasets_of(reading, buyer_id, after=page.after_id, limit=page.limit)
    return paged([ScopeOut.of(each) for each in found], page, key=lambda it: [str(it.dataset_id)])


@router.get("/datasets/{dataset_id}", response_model=ScopeOut)
async def read_scope(dataset_id: UUID, reading: Reading) -> ScopeOut:
    """Whose spending a dataset tells of, of what, over which days."""
    return ScopeOut.of(await queries.scope_of(reading, dataset_id))


@router.get("/datasets/{dataset_id}/payments", response_model=Listing[PaymentOut])
async def list_told_payments(dataset_id: UUID, reading: Reading, page: Page) -> Listing[Any]:
    """The payments of a dataset as they were told; those outside its days count nothing."""
    scope = await queries.scope_of(reading, dataset_id)
    found = await queries.payments_in(reading, scope, after=page.after_id, limit=page.limit)
    shown = [PaymentOut.model_validate({**row._mapping, "amount": SignedMoney(row.pence)}) for row in found]
    return paged(shown, page, key=lambda it: [str(it.id)])


@router.get("/datasets/{dataset_id}/flows", response_model=FlowsOut)
async def read_flows(dataset_id: UUID, reading: Reading, now: Now, classes_on: ClassesOn = None) -> FlowsOut:
    """What each organisation retained of a dataset's money, and of what class whoever retained it is."""
    return await told(reading, await queries.scope_of(reading, dataset_id), now, classes_on)


@router.get("/datasets/{dataset_id}/flows.csv", response_class=Response, responses=TABLE)
async def export_flows(dataset_id: UUID, reading: Reading, now: Now) -> Response:
    """What each organisation retained, as a table."""
    found = await told(reading, await queries.scope_of(reading, dataset_id), now, None)
    return Response(found.table(), media_type=CSV)


@router.get("/buyers/{buyer_id}/flows", response_model=FlowsOut)
async def read_own_flows(buyer_id: UUID, asked: Classed, reading: Reading, now: Now) -> FlowsOut:
    """What each organisation retained of the payments that an authority and its suppliers posted."""
    buyer = await organisation_called(reading, str(buyer_id))
    scope = own_spending(buyer.id, asked.first, asked.last, today=day_of(now))
    return await told(reading, scope, now, asked.classes_on)


@router.get("/buyers/{buyer_id}/flows.csv", response_class=Response, responses=TABLE)
async def export_own_flows(buyer_id: UUID, asked: Classed, reading: Reading, now: Now) -> Response:
    """The same as a table."""
    found = await read_own_flows(buyer_id, asked, reading, now)
    return Response(found.table(), media_type=CSV)


async def told(reading: Reading, scope: Scope, now: datetime, classes_on: DayIn | None) -> FlowsOut:
    """Where the money of a scope ended."""
    on = classes_on or day_of(now)
    found, shares = await queries.retained_in(reading, scope, classes_on=on)
    names = await queries.names_of(reading, found.holders)
    return FlowsOut.of(scope, found, names, shares, on)
