"""Registers: how quickly a file becomes rows of the mirror, beside a COPY of the same rows into the same indexes."""

import hashlib
import io
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from services.registry.tests.charity_files import companies
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import UNLIMITED, open_engine, sessions_of
from chassis.documents import store_at
from chassis.migrations import upgrade
from chassis.testing.databases import administer
from kernel.incoming import PART
from registry.imports.commands.reading import read_next
from registry.imports.commands.receiving import announce, begin, receive
from registry.registers.rules.shapes import ROW
from tests.bench.figures import Bound, Figure
from tests.bench.requests import Requests

#: A million is what the register's promise is about (COMMONWEAL_BENCH_ROWS=1000000); a fifth of it shows the same.
ROWS = int(os.environ.get("COMMONWEAL_BENCH_ROWS", "200000"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORDS = (
    *("abbey", "acorn", "anchor", "ashgate", "beacon", "bridge", "care", "cedar", "church", "city", "civic", "coast"),
    *(
        "community",
        "compass",
        "county",
        "crown",
        "dale",
        "east",
        "elm",
        "family",
        "farm",
        "forest",
        "friends",
        "garden",
    ),
    *("green", "grove", "harbour", "haven", "heritage", "hill", "homes", "hope", "housing", "kent", "lake", "learning"),
    *("manor", "meadow", "mill", "moor", "network", "north", "oak", "orchard", "park", "partners", "people", "quay"),
    *("river", "road", "rose", "school", "services", "shelter", "society", "spring", "star", "stone", "support", "sun"),
    *("together", "trust", "union", "valley", "view", "village", "water", "well", "west", "works", "york", "youth"),
)


def companies_file(path: Path, rows: int) -> None:
    """So many companies, each with a number and a name of its own, as Companies House writes them."""
    chance = random.Random(20261122)
    header, template = companies({}).decode().splitlines(keepends=True)
    with path.open("w", newline="") as file:
        file.write(header)
        for number in range(1, rows + 1):
            name = " ".join(chance.choices(WORDS, k=chance.randint(2, 5))).upper()
            row = template.replace("ASHGATE HOMELESS TRUST", f"{name} {chance.randint(1, 99)}")
            file.write(row.replace("09506232", f"{number:08}"))


class Mirror:
    """A registry's database, and a store with one file for it."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession], store: Any) -> None:
        self.sessions, self.store = sessions, store

    async def announce(self, path: Path) -> None:
        """The file is all there and waits to be read."""
        size, digest = measured_file(path)
        async with self.sessions.begin() as session:
            await session.execute(UNLIMITED)
            coming = await announce(session, filename=path.name, size=size, digest=digest, by="bench", now=NOW)
            await session.flush()
            for part, piece in enumerate(pieces(path)):
                await receive(session, self.store, coming.id, part, piece)
            await begin(session, self.store, coming.id)

    async def seconds_of_import(self) -> float:
        """From the first byte to the last row."""
        began = time.perf_counter()
        await read_next(self.sessions, self.store, NOW)
        return time.perf_counter() - began

    async def content(self) -> bytes:
        """All rows, as COPY writes them."""
        written = io.BytesIO()
        async with self.sessions() as session:
            await session.execute(UNLIMITED)
            await (await driver_of(session)).copy_from_table(
                "register_rows", columns=ROW, output=written, format="binary"
            )
        return written.getvalue()

    async def seconds_of_copy(self, content: bytes) -> float:
        """The same rows into the same table and indexes, in one COPY and one transaction."""
        began = time.perf_counter()
        async with self.sessions.begin() as session:
            await session.execute(UNLIMITED)
            source = io.BytesIO(content)
            await (await driver_of(session)).copy_to_table("register_rows", columns=ROW, source=source, format="binary")
        return time.perf_counter() - began

    async def empty(self) -> None:
        """No rows."""
        async with self.sessions.begin() as session:
            await session.execute(text("truncate register_rows"))


async def driver_of(session: AsyncSession) -> Any:
    """asyncpg's connection."""
    return (await (await session.connection()).get_raw_connection()).driver_connection


def measured_file(path: Path) -> tuple[int, str]:
    """Its size in bytes and its SHA-256."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """A file in parts."""
    with path.open("rb") as file:
        while piece := file.read(PART):
            yield piece


@asynccontextmanager
async def mirror(url: str, folder: Path) -> AsyncIterator[Mirror]:
    """On a database that has the registry's tables."""
    engine = open_engine(url)
    try:
        yield Mirror(sessions_of(engine, "registry"), store_at(folder.as_uri()))
    finally:
        await engine.dispose()


async def measured(url: str, rows: int) -> tuple[float, float, float, float]:
    """Rows a second of ours, again, and of COPY; and by how many megabytes reading made this process grow."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "companies.csv")
        companies_file(path, rows)
        async with mirror(url, Path(folder)) as ours:
            await ours.announce(path)
            before = psutil.Process().memory_info().rss
            first = await ours.seconds_of_import()
            grown = (psutil.Process().memory_info().rss - before) / 1e6
            await ours.announce(path)
            again = await ours.seconds_of_import()
            content = await ours.content()
            await ours.empty()
            copied = await ours.seconds_of_copy(content)
    return rows / first, rows / again, rows / copied, grown


async def measure(asked: Requests) -> dict[str, Figure]:
    """All figures of this module. On a database of its own, where no worker reads what waits."""
    stage = asked.stage
    await administer(stage.postgres, "create database importing")
    await upgrade("registry", stage.database("importing"))
    ours, again, copied, grown = await measured(stage.database("importing"), ROWS)
    rows = f"COPY of the same {ROWS:,} rows into the same indexes"
    return {
        "import_vs_copy": Figure(ours, copied, "rows/s", rows, Bound(least=0.4)),
        "import_again": Figure(again, copied, "rows/s", rows),
        "import_memory": Figure(grown, None, "MB more", "none: it must not grow with the file", Bound(at_most=150)),
    }
