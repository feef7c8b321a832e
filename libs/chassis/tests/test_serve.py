"""Listening ends when the process is asked to stop, also if that was while it started."""

import asyncio

import pytest
from fastapi import FastAPI

from chassis.serve import serve
from chassis.settings import Settings
from chassis.testing.servers import free_port


async def test_who_was_asked_to_stop_before_it_listened_stops() -> None:
    stopping = asyncio.Event()
    stopping.set()
    settings = Settings(database_url="postgresql+asyncpg://nobody@127.0.0.1/none", port=free_port())
    serving = asyncio.create_task(serve(FastAPI(), settings, stopping))
    ended, _ = await asyncio.wait([serving], timeout=30)
    assert ended == {serving}
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", settings.port)
