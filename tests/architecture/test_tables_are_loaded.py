"""A class that nobody mapped answers every request with 500: a service loads its slices' tables before it begins."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent for path in ROOT.glob("services/*/src/*/app.py"))
NOWHERE = {
    "COMMONWEAL_DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
    "COMMONWEAL_NATS_URL": "nats://127.0.0.1:1",
}
APP = "from {service}.app import create; from {service}.settings import Settings; create(Settings())"
WORKER = """
import asyncio
from contextlib import suppress
from chassis.database import open_engine
from chassis.settings import Settings
from chassis.work import run
from {service}.worker import WORK

async def as_far_as_it_waits():
    with suppress(TimeoutError):
        async with asyncio.timeout(0):
            await run(WORK, settings, open_engine(settings.database_url))

settings = Settings()
asyncio.run(as_far_as_it_waits())
"""


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize("entry", [APP, WORKER], ids=["app", "worker"])
def test_a_process_has_mapped_all_that_its_service_keeps(service: Path, entry: str) -> None:
    """In a process of its own, since the tests themselves load everything. Keys that lead nowhere raise."""
    found = "[str(key.column) for table in mapper_of(service).metadata.tables.values() for key in table.foreign_keys]"
    asked = (
        f"from chassis.database import mapper_of; service = {service.name!r}; {found}; import sys; print(*sys.modules)"
    )
    said = f"{entry.format(service=service.name)}\n{asked}"
    done = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=False, env=os.environ | NOWHERE
    )
    assert done.returncode == 0, done.stderr
    tables = {f"{service.name}.{path.parent.name}.tables" for path in service.glob("*/tables.py")}
    assert tables
    assert tables - set(done.stdout.split()) == set()
