"""A running instance's databases and its broker, for the commands that look into one service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Literal

import nats
from nats.js import JetStreamContext
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import open_engine, sessions_of
from chassis.projections import Projection
from chassis.reactions import Reaction
from chassis.work import Work, readers_of
from commonweal.state import State

Sessions = async_sessionmaker[AsyncSession]
#: What may stand for SERVICE on the command line.
Service = Literal["registry", "tendering", "ratings", "grants", "transparency"]


@asynccontextmanager
async def opened(state: State, service: str) -> AsyncIterator[Sessions]:
    """Sessions on one service's database, as the service itself. Raises NotRunning."""
    state.running()
    engine = open_engine(state.database_url(service, "postgresql+asyncpg"), connections=4)
    try:
        yield sessions_of(engine, service)
    finally:
        await engine.dispose()


@asynccontextmanager
async def operator(state: State) -> AsyncIterator[JetStreamContext]:
    """The broker, as one who may read every stream."""
    connection = await nats.connect(state.broker_url, user="operator", password=state.secrets["operator"])
    try:
        yield connection.jetstream()
    finally:
        await connection.close()


def readers(state: State, service: str, sessions: Sessions) -> list[Projection | Reaction]:
    """All that follows a stream in a service."""
    return readers_of(work_of(service), sessions, sandbox=state.running().sandbox)


def work_of(service: str) -> Work:
    """What a service does when nobody asks."""
    work: Work = import_module(f"{service}.worker").WORK
    return work
