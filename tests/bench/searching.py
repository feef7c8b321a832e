"""Search: what the register's own search costs beside its bare statements, asked of the same server in turns."""

import random
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import quantiles
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import open_engine, sessions_of
from registry.particulars.domain import folded
from registry.search.domain import Sought
from registry.search.queries.facets import facets_of
from registry.search.queries.finding import find
from registry.search.rules import likely, telling
from tests.bench.figures import Bound, Figure
from tests.bench.importing import ROWS, WORDS, driver_of
from tests.bench.requests import Requests

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEARCHES = 60
A_PAGE = 20


@dataclass
class Recorded:
    """The statements of one search, as the driver got them."""

    statements: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    def keep(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        self.statements.append((statement, parameters))


def texts() -> list[str]:
    """What people type: a word, two, the beginning of one, and one with a letter wrong."""
    chance = random.Random(20261122)
    found = []
    for number in range(SEARCHES):
        words = chance.sample(WORDS, 2)
        typed = [" ".join(words), words[0], words[0][:-1] + "x " + words[1], f"{' '.join(words)} {number}"]
        found.append(typed[number % len(typed)])
    return found


def sought(typed: str) -> Sought:
    """As the door reads it."""
    text = folded(typed)
    words = telling(text.split())
    return Sought(on=NOW.date(), text=text, words=words, alike=likely(words))


async def searched(session: AsyncSession, asked: Sought) -> None:
    """The first page, with its facets."""
    await find(session, asked, limit=A_PAGE)
    await facets_of(session, asked)


@contextmanager
def recording(engine: Engine) -> Any:
    """What is sent to the server meanwhile."""
    recorded = Recorded()
    event.listen(engine, "before_cursor_execute", recorded.keep)
    try:
        yield recorded
    finally:
        event.remove(engine, "before_cursor_execute", recorded.keep)


async def measure(asked_of: Requests) -> dict[str, Figure]:
    """The 95th percentile of searches among the rows that `importing` left, of ours and of the bare statements.

    Each search is made once before it is timed, so that both are warm.
    """
    engine = open_engine(asked_of.stage.database("importing"))
    ours, bare = [], []
    try:
        async with sessions_of(engine, "registry")() as session:
            for asked in map(sought, texts()):
                with recording(engine.sync_engine) as recorded:
                    await searched(session, asked)
                began = time.perf_counter()
                await searched(session, asked)
                ours.append(time.perf_counter() - began)
                driver = await driver_of(session)
                began = time.perf_counter()
                for statement, parameters in recorded.statements:
                    await driver.fetch(statement, *parameters)
                bare.append(time.perf_counter() - began)
    finally:
        await engine.dispose()
    figures = p95(ours) * 1000, p95(bare) * 1000
    baseline = f"the bare statements by asyncpg, among {ROWS:,} rows"
    return {"register_search_p95": Figure(*figures, "ms", baseline, Bound(most=1.5))}


def p95(seconds: Sequence[float]) -> float:
    """All but one in twenty are quicker."""
    return quantiles(seconds, n=20)[-1]
