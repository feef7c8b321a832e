"""What the platform is measured against: the least that could be called an answer, and the least that is a write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from os import environ
from uuid import UUID, uuid4

import asyncpg
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TABLE = (
    "create table schemes (id uuid primary key, title text not null, description text not null, pence bigint not null, "
    "opens_on date not null, closes_on date not null)"
)
INSERT = "insert into schemes values ($1, $2, $3, $4, $5, $6)"


async def reply(request: Request) -> Response:
    """The same bytes to everybody."""
    return Response(environ["BARE_REPLY"], media_type="application/json")


starlette = Starlette(routes=[Route("/{path:path}", reply)])


class Budget(BaseModel):
    """Money as the service takes it."""

    amount: str
    currency: str


class Scheme(BaseModel):
    """What is written: the body that the service takes, too."""

    title: str
    description: str
    budget: Budget
    opens_on: date
    closes_on: date


class Written(Scheme):
    """What is answered."""

    id: UUID


@asynccontextmanager
async def with_pool(app: FastAPI) -> AsyncIterator[None]:
    """As many connections as a service may open."""
    async with asyncpg.create_pool(environ["BARE_DATABASE"], min_size=20, max_size=20) as pool:
        app.state.pool = pool
        yield


fastapi = FastAPI(lifespan=with_pool)


@fastapi.get("/")
async def ready() -> None:
    """It listens."""


@fastapi.post("/schemes", status_code=201)
async def insert(body: Scheme, request: Request) -> Written:
    """One row, on the disk when this answers: PostgreSQL commits a statement by itself."""
    written = Written(id=uuid4(), **body.model_dump())
    pence = int(body.budget.amount.replace(".", ""))
    row = (written.id, body.title, body.description, pence, body.opens_on, body.closes_on)
    await request.app.state.pool.execute(INSERT, *row)
    return written
