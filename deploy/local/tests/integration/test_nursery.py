"""Services born in the nursery live and die like any other process."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from commonweal.births import Forked, Nursery, possible
from commonweal.ports import free_ports
from commonweal.state import alive
from commonweal.testing import until

pytestmark = [pytest.mark.integration, pytest.mark.skipif(not possible(), reason="there is a nursery on Linux only")]


@pytest.fixture
async def nursery(tmp_path: Path) -> AsyncIterator[Nursery]:
    async with Nursery(tmp_path / "nursery.log") as nursery:
        yield nursery


async def born(nursery: Nursery, place: Path) -> Forked:
    """A registry that listens, for which it needs no database yet."""
    port = free_ports(1, set())[0]
    told = {"COMMONWEAL_DATABASE_URL": "postgresql+asyncpg://127.0.0.1:1/nowhere", "COMMONWEAL_PORT": str(port)}
    life = await nursery.bear(["registry", "api"], told, place / "registry.log")

    def listening() -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", port)) == 0

    await until(listening, within=60)
    return life


async def test_a_service_is_asked_to_stop_like_any_process(nursery: Nursery, tmp_path: Path) -> None:
    life = await born(nursery, tmp_path)
    life.send_signal(15)
    await life.wait()
    assert life.returncode is not None
    assert "Application shutdown complete" in (tmp_path / "registry.log").read_text()


async def test_a_service_that_cannot_start_says_why_in_its_log(nursery: Nursery, tmp_path: Path) -> None:
    life = await nursery.bear(["registry", "both"], {"COMMONWEAL_PORT": "x"}, tmp_path / "registry.log")
    await life.wait()
    assert "ValidationError" in (tmp_path / "registry.log").read_text()


async def test_what_was_born_there_dies_with_the_nursery_and_the_next_is_born_in_another(
    nursery: Nursery, tmp_path: Path
) -> None:
    life = await born(nursery, tmp_path)
    first, service = await nursery.open(), psutil.Process(life.pid)
    first.kill()
    await life.wait()
    await until(lambda: not alive(service))
    await first.wait()
    again = await born(nursery, tmp_path)
    assert (await nursery.open()).pid != first.pid
    again.send_signal(9)
    await again.wait()


async def test_nothing_is_left_when_the_supervisor_leaves(tmp_path: Path) -> None:
    async with Nursery(tmp_path / "nursery.log") as nursery:
        service = psutil.Process((await born(nursery, tmp_path)).pid)
    await until(lambda: not alive(service))
