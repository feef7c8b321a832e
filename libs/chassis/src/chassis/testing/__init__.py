"""A pytest plugin: real PostgreSQL and NATS, a fresh database for whoever asks, a service as its clients see it.

@pytest.fixture
async def tendering(service_under_test):
    async with service_under_test("tendering") as service:
        yield service

async def test_a_buyer_drafts_a_notice(tendering):
    buyer = tendering.client("commissioner", organisation=COUNCIL)
    answer = await buyer.post("/tendering/v1/notices", json={...}, headers={"Commonweal-Now": "2026-01-05T09:00:00Z"})
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from functools import cache, partial

import nats
import pytest
from nats.js import JetStreamContext

from chassis.testing import servers
from chassis.testing.databases import forget, fresh_database
from chassis.testing.service import ServiceUnderTest, playing

__all__ = ["ServiceUnderTest", "broker", "postgres_url", "service_under_test"]

_running = ExitStack()


@cache
def postgres_url() -> str:
    """The server's superuser; started when first asked for, stopped with the tests."""
    return _running.enter_context(servers.postgres())


@cache
def broker() -> servers.Broker:
    """The NATS server; started when first asked for, stopped with the tests."""
    return _running.enter_context(servers.nats())


def pytest_unconfigure() -> None:
    """The tests are over."""
    asyncio.run(forget())
    _running.close()


@asynccontextmanager
async def service_under_test(name: str) -> AsyncIterator[ServiceUnderTest]:
    """The service `name` on a fresh database, in a sandbox, without a broker: `feed` plays the other services."""
    async with fresh_database(postgres_url(), name) as url, playing(name, url) as service:
        yield service


@pytest.fixture(name="service_under_test")
def _service_under_test() -> Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]:
    return service_under_test


@pytest.fixture
def database_of() -> Callable[[str], AbstractAsyncContextManager[str]]:
    """`async with database_of("tendering") as url`: a fresh database with that service's tables."""
    return partial(fresh_database, postgres_url())


@pytest.fixture
async def jetstream() -> AsyncIterator[JetStreamContext]:
    """A broker without streams."""
    connection = await nats.connect(broker().url, drain_timeout=5)
    try:
        context = connection.jetstream(timeout=5)
        for stream in await context.streams_info():
            await context.delete_stream(str(stream.config.name))
        yield context
    finally:
        await connection.close()
