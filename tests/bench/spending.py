"""Payments: how quickly a spend file becomes lines, beside a COPY of the same lines into the same indexed table."""

import io
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import psutil
from sqlalchemy import text

from chassis.database import UNLIMITED, open_engine, sessions_of
from chassis.documents import store_at
from chassis.incoming.reading import Sessions, read_next
from chassis.migrations import upgrade
from chassis.testing.databases import administer
from kernel.identifiers import new_id
from tendering.spend_imports.commands.receiving import begin, receive
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.rules import COLUMNS
from tendering.takedowns.commands.withholding import withholding
from tests.bench.figures import Bound, Figure
from tests.bench.importing import NOW, ROWS, WORDS, driver_of, measured_file, pieces
from tests.bench.requests import Requests

SUPPLIERS = 2000
HEADING = "OrganisationalUnit,BeneficiaryName,PaymentDate,TransactionNumber,Amount,IrrecoverableVATAmount,Purpose\n"


def spend_of(path: Path, rows: int) -> None:
    """So many payments to two thousand suppliers, as the official schema has them."""
    chance = random.Random(20261122)
    names = [f"{' '.join(chance.choices(WORDS, k=3))} {number} LTD".upper() for number in range(SUPPLIERS)]
    with path.open("w") as file:
        file.write(HEADING)
        for number in range(rows):
            day = date(2026, 4, 1) + timedelta(days=number % 180)
            amount = f"{chance.randint(-5_000, 900_000)}.{chance.randint(0, 99):02}"
            file.write(
                f"Adult services,{chance.choice(names)},{day:%d/%m/%Y},{5_100_000_000 + number},{amount},0.00,Care\n"
            )


async def announced(sessions: Sessions, folder: Path, path: Path) -> None:
    """The file is all there; read before, it changes nothing."""
    size, digest = measured_file(path)
    store = store_at(folder.as_uri())
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        coming = SpendImport(
            id=new_id(),
            filename=path.name,
            size=size,
            digest=digest,
            by="bench",
            announced_at=NOW,
            payer_id=None,
            payers=[],
        )
        session.add(coming)
        await session.flush()
        for part, piece in enumerate(pieces(path)):
            await receive(session, store, None, coming.id, part=part, content=piece)
        await begin(session, None, coming.id, now=NOW)


async def measured(url: str, rows: int) -> tuple[float, float, float, float]:
    """Lines a second of ours, again, and of COPY; and by how many megabytes reading made this process grow."""
    engine = open_engine(url)
    sessions = sessions_of(engine, "tendering")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, store = folder / "spend.csv", store_at(folder.as_uri())
        spend_of(path, rows)
        await announced(sessions, folder, path)
        before, began = psutil.Process().memory_info().rss, time.perf_counter()
        await read_next(sessions, store, withholding(b"bench", store), NOW)
        first = time.perf_counter() - began
        grown = (psutil.Process().memory_info().rss - before) / 1e6
        began = time.perf_counter()
        await announced(sessions, folder, path)
        again = time.perf_counter() - began
        copied = await seconds_of_copy(sessions)
    await engine.dispose()
    return rows / first, rows / again, rows / copied, grown


async def seconds_of_copy(sessions: Sessions) -> float:
    """The same lines into the same table and indexes, in one COPY and one transaction."""
    content = io.BytesIO()
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        driver = await driver_of(session)
        await driver.copy_from_table("spend_lines", columns=COLUMNS, output=content, format="binary")
        await session.execute(text("truncate spend_lines"))
    content.seek(0)
    began = time.perf_counter()
    async with sessions.begin() as session:
        await session.execute(UNLIMITED)
        driver = await driver_of(session)
        await driver.copy_to_table("spend_lines", columns=COLUMNS, source=content, format="binary")
    return time.perf_counter() - began


async def measure(asked: Requests) -> dict[str, Figure]:
    """All figures of this module. On a database of its own, where no worker reads what waits."""
    stage = asked.stage
    await administer(stage.postgres, "create database spending")
    await upgrade("tendering", stage.database("spending"))
    ours, again, copied, grown = await measured(stage.database("spending"), ROWS)
    rows = f"COPY of the same {ROWS:,} lines into the same indexed table"
    return {
        "payments_vs_copy": Figure(ours, copied, "lines/s", rows, Bound(least=0.3)),
        "payments_again": Figure(again, copied, "lines/s", rows),
        "payments_memory": Figure(grown, None, "MB more", "none: it must not grow with the file", Bound(at_most=150)),
    }
