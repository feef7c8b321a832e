"""Whether the process lives, and whether it can do its work: with reasons, so that nobody has to guess."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse
from nats.aio.client import Client
from sqlalchemy import text

from chassis import bus
from chassis.halts import halted
from chassis.migrations import home_of

PATIENCE = 3.0  # seconds for each check
router = APIRouter(include_in_schema=False)
Check = Callable[[FastAPI], Awaitable[str | None]]


@router.get("/healthz")
async def healthz() -> Mapping[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request, spared: Annotated[tuple[str, ...], Query(alias="except")] = ()) -> Response:
    """Whether all that the service stands on is there; 503 with the reasons if not.

    Where a relay or a reader stands still the service is `degraded`, and told so, but in its place: it can be read.
    A balancer asks `?except=broker`: commands are taken while it is away, and all processes would leave at once.
    """
    asked = {name: check for name, check in CHECKS.items() if name not in spared}
    reasons = await asyncio.gather(*(reason(check, request.app) for check in asked.values()))
    checks = dict(zip(asked, reasons, strict=True))
    missing = {name for name, why in checks.items() if why}
    status = "unavailable" if missing - BEARABLE else "degraded" if missing else "ok"
    told = {name: why or "ok" for name, why in checks.items()}
    shown = {"status": status, "service": request.app.state.service, "checks": told}
    return JSONResponse(shown, 503 if missing - BEARABLE else 200)


async def reason(check: Check, app: FastAPI) -> str | None:
    """Why the check fails; None if it passes. What it raises is told by name only: messages hold addresses."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await check(app)
    except Exception as error:
        return f"unreachable: {type(error).__name__}"


async def database(app: FastAPI) -> str | None:
    """A real query: a server in recovery accepts connections and answers nothing."""
    async with app.state.readings() as session:
        recovering = await session.scalar(text("select pg_is_in_recovery()"))
    return "the database is recovering" if recovering else None


async def broker(app: FastAPI) -> str | None:
    """A connection to NATS that answers, of a server that says that it writes through."""
    connection = await connected(app)
    if not connection.is_connected:
        return "not connected"
    await connection.flush(2)
    monitor = app.state.settings.nats_monitor_url
    if not monitor:
        return "whether it writes through is not known: COMMONWEAL_NATS_MONITOR_URL is not set"
    return None if await bus.syncs_always(monitor) else "a power cut would lose events: sync_interval is not `always`"


async def connected(app: FastAPI) -> Client:
    """The application's connection to NATS. It is made once, and kept; to make it waits until a server answers."""
    state = app.state
    async with state.connecting:  # of two who ask at once, one connection would be forgotten and come back for ever
        if state.nats is None or state.nats.is_closed:
            state.nats = await bus.connect(state.settings, f"{state.service} readiness")
    connection: Client = state.nats
    return connection


async def migrations(app: FastAPI) -> str | None:
    """The database's tables are those that this code was written for, or later ones."""
    wanted = await asyncio.to_thread(latest_revisions, app.state.service)
    async with app.state.readings() as session:
        if await session.scalar(text("select to_regclass('alembic_version')")) is None:
            return "never migrated"
        found = set(await session.scalars(text("select version_num from alembic_version")))
    missing = sorted(revision for revision in wanted if not any(map(partial(is_reached, revision), found)))
    return f"not migrated to {', '.join(missing)}" if missing else None


def is_reached(wanted: str, found: str) -> bool:
    """Whether a revision, `tendering_070`, is this or a later one of its branch: while a release rolls out, those of
    the release before find the tables of the next."""
    (branch, number), (other, reached) = wanted.rsplit("_", 1), found.rsplit("_", 1)
    return branch == other and reached >= number


@cache
def latest_revisions(service: str) -> frozenset[str]:
    """The last revision of the plumbing's branch and of the service's own."""
    from alembic.config import Config  # noqa: PLC0415  slow to import, and only readiness asks
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return frozenset(ScriptDirectory.from_config(Config(home_of(service) / "alembic.ini")).get_heads())


async def readers(app: FastAPI) -> str | None:
    """Nothing of the service stands still."""
    async with app.state.readings() as session:
        stopped = await halted(session)
    return "; ".join(f"{name} stands still: {why}" for name, why in stopped.items()) or None


CHECKS: Mapping[str, Check] = {
    "database": database,
    "broker": broker,
    "migrations": migrations,
    "readers": readers,
}
#: What does not keep a service from being read.
BEARABLE = frozenset({"readers"})
