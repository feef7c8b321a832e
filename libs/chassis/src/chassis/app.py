"""A service's application: its slices' routers, with everything around them that all services share."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis import bus, decisions, documents, due, feed, health, metrics, openapi, telemetry
from chassis.database import load_tables, open_engine, sessions_of
from chassis.failures import handle_failures
from chassis.front import Front
from chassis.keys import KeySet
from chassis.settings import Settings
from chassis.signpost import include
from chassis.tokens import Verifier
from chassis.work import Work

UNWATCHED = {"/healthz", "/readyz", "/metrics"}  # asked every few seconds, and never a reason for anything


def create_app(
    service: str,
    title: str,
    routers: Sequence[APIRouter],
    settings: Settings,
    work: Work | None = None,
    *,
    pages: Sequence[APIRouter] = (),
    untraced: Collection[str] = (),
) -> FastAPI:
    """The service under `/{service}/v1`, with its feed, decisions and documents; health and metrics at the root.

    `pages` are for people: they stand at the root too, and the API's description leaves them out.
    A request to a path in `untraced` leaves no span, and no trace in the ledger that could join it with another.
    """
    load_tables(service)
    app = FastAPI(
        title=title,
        openapi_url=f"/{service}/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: f"{service}_{route.name}",
        lifespan=closing,
        telemetry=watched({*UNWATCHED, *untraced}),
    )
    remember(app, service, settings, work)
    sandbox = [due.router] if settings.sandbox and work is not None else []
    include(
        app, [*routers, feed.router(service), decisions.router, documents.router, *sandbox], prefix=f"/{service}/v1"
    )
    app.include_router(health.router)
    app.include_router(metrics.router)
    for router in pages:
        app.include_router(router, include_in_schema=False)
    handle_failures(app)
    app.add_middleware(Front, untraced=frozenset(untraced))
    app.openapi = lambda: openapi.describe(app)  # type: ignore[method-assign]
    return app


def watched(but: Collection[str]) -> TelemetryConfig:
    """FastAPI's own spans of requests, if this process has traces; `but` for these paths."""
    on = telemetry.on()
    return {
        "tracing": on,
        "metrics": False,
        "logs": False,
        "exclude": (lambda scope: scope["path"] in but) if on else None,
    }


def remember(
    app: FastAPI, service: str, settings: Settings, work: Work | None, engine: AsyncEngine | None = None
) -> None:
    """What requests need, where they find it; `engine` if one stands already. Nothing connects before it is used."""
    engine = engine or open_engine(
        settings.database_url, connections=settings.database_connections, logins=settings.logins
    )
    state = app.state
    state.service, state.settings, state.work = service, settings, work
    state.engine, state.sessions = engine, sessions_of(engine, service)
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    state.readings = sessions_of(snapshot, service)
    state.keys, state.verifier = KeySet.at(settings.keys_url), Verifier(service)
    state.store, state.scanner = documents.store_at(settings.documents_url), documents.without_scanner
    state.metrics = metrics.Metrics()
    state.nats, state.connecting = None, asyncio.Lock()


@asynccontextmanager
async def closing(app: FastAPI) -> AsyncIterator[None]:
    """Let go of every connection when the process ends."""
    yield
    if app.state.nats is not None:
        await bus.leave(app.state.nats)
    await app.state.engine.dispose()
