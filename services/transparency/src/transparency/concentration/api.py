"""Shares and what is supposed of them, over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from chassis.http import Now, Reading, Router
from kernel.clock import day_of
from transparency.concentration import queries
from transparency.concentration.schemas.judgements import ConcentrationOut
from transparency.concentration.schemas.shares import SharesOut
from transparency.concentration.schemas.supposed import AccountsIn, LeakageOut, SupposedIn, SupposedOut, WonOut
from transparency.directory.queries.organisations import organisation_called
from transparency.flows.queries import scope_of
from transparency.flows.rules import own_spending
from transparency.flows.schemas import CSV, TABLE, DaysQuery, percent

router = Router(tags=["concentration"])
Days = Annotated[DaysQuery, Query()]


@router.get("/datasets/{dataset_id}/concentration", response_model=ConcentrationOut)
async def read_concentration(dataset_id: UUID, reading: Reading) -> ConcentrationOut:
    """Who holds how much of a dataset, supply chains included; who is over the cap, and why."""
    scope = await scope_of(reading, dataset_id)
    return ConcentrationOut.of(scope, await queries.concentration_in(reading, scope))


@router.get("/datasets/{dataset_id}/concentration.csv", response_class=Response, responses=TABLE)
async def export_concentration(dataset_id: UUID, reading: Reading) -> Response:
    """The same as a table."""
    return Response((await read_concentration(dataset_id, reading)).table(), media_type=CSV)


@router.get("/buyers/{buyer_id}/concentration", response_model=ConcentrationOut)
async def read_own_concentration(buyer_id: UUID, asked: Days, reading: Reading, now: Now) -> ConcentrationOut:
    """Who holds how much of what an authority and its suppliers posted, over the year up to today or other days."""
    buyer = await organisation_called(reading, str(buyer_id))
    scope = own_spending(buyer.id, asked.first, asked.last, today=day_of(now))
    return ConcentrationOut.of(scope, await queries.concentration_in(reading, scope))


@router.get("/buyers/{buyer_id}/concentration.csv", response_class=Response, responses=TABLE)
async def export_own_concentration(buyer_id: UUID, asked: Days, reading: Reading, now: Now) -> Response:
    """The same as a table."""
    return Response((await read_own_concentration(buyer_id, asked, reading, now)).table(), media_type=CSV)


@router.post("/simulations", response_model=SupposedOut)
async def simulate(body: SupposedIn, reading: Reading) -> SupposedOut:
    """What awards, subcontracts and the end of others would make of a dataset's shares. Nothing is kept."""
    scope = await scope_of(reading, body.dataset_id)
    real = await queries.concentration_in(reading, scope)
    supposed = await queries.concentration_in(reading, scope, body.flows(scope.division))
    won = None
    if body.bid is not None:
        group, share = await queries.if_won(reading, scope, real.found, body.bid.payee_id, body.bid.a_year)
        breach = None if share is None else share > real.found.figures.cap
        won = WonOut(group_id=group, attributed_share_pct=percent(share), breach=breach)
    return SupposedOut(dataset_id=body.dataset_id, real=SharesOut.of(real), supposed=SharesOut.of(supposed), bid=won)


@router.post("/leakage", response_model=LeakageOut)
async def estimate_leakage(body: AccountsIn, reading: Reading, now: Now) -> LeakageOut:
    """How much of a dataset's money left a group as profit, by its accounts: an estimate. Nothing is kept."""
    named = body.organisation_id, body.dataset_id
    group, attributed = await queries.attributed_to_group_of(reading, *named, today=day_of(now))
    return LeakageOut.of(body, group, body.leakage(attributed), attributed)
