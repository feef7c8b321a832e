"""A running instance's databases and its broker, for the commands that look into one service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Literal

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import open_engine, sessions_of
from chassis.operations import Operations, operating
from chassis.settings import Settings
from chassis.work import Work
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
async def operating_on(state: State, service: str) -> AsyncIterator[Operations]:
    """What an operator does to a service: in its database as the service, at the broker as the operator.

    Raises NotRunning.
    """
    running = state.running()
    settings = Settings(
        database_url=state.database_url(service, "postgresql+asyncpg"),
        nats_url=state.broker_url,
        nats_user="operator",
        nats_password=SecretStr(state.secrets["operator"]),
        sandbox=running.sandbox,
    )
    async with operating(work_of(service), settings) as operations:
        yield operations


def work_of(service: str) -> Work:
    """What a service does when nobody asks."""
    work: Work = import_module(f"{service}.worker").WORK
    return work
