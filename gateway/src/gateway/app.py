"""The gateway's application: the door around its own few paths."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from fastapi import FastAPI

from chassis import openapi
from chassis.app import remember
from chassis.database import open_engine
from chassis.failures import handle_failures
from gateway import health, metrics
from gateway.cache import Cache
from gateway.clients import api as clients
from gateway.clients.bootstrap import bootstrap
from gateway.docs import api as docs
from gateway.docs.openapi import Library
from gateway.edge import Edge, Parts
from gateway.identity import api as identity
from gateway.identity.callers import Callers
from gateway.identity.issuers import ForeignIssuer
from gateway.identity.keyring import Keyring
from gateway.identity.passes import Passes
from gateway.identity.sealing import Seal
from gateway.identity.tokens import Tokens
from gateway.limits import Limiter
from gateway.protocol import BoundedProtocol
from gateway.proxy import Proxy
from gateway.routes import Routes
from gateway.settings import Settings


def create(settings: Settings) -> FastAPI:
    """The gateway of one deployment. Nothing connects before it starts."""
    app = FastAPI(
        title="Commonweal gateway",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: f"gateway_{route.name}",
        lifespan=running,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # `edge` sees requests before FastAPI does
    )
    engine = open_engine(settings.database_url, connections=settings.database_connections, logins=settings.logins)
    remember(app, "gateway", settings, None, engine)
    for router in (identity.router, clients.router, docs.router, health.router, metrics.router):
        app.include_router(router)
    handle_failures(app)
    app.openapi = lambda: openapi.describe(app)  # type: ignore[method-assign]
    app.add_middleware(Edge, parts=assembled(app, settings))
    return app


def assembled(app: FastAPI, settings: Settings) -> Parts:
    """The door's parts, where the gateway's own paths find them too."""
    state = app.state
    state.http_protocol = BoundedProtocol
    state.keyring = Keyring(state.sessions, Seal(settings.secret.get_secret_value()))
    state.tokens = Tokens(state.keyring)
    issuers = [ForeignIssuer.at(issuer) for issuer in settings.oidc_issuers]
    state.callers = state.verifier = Callers(state.sessions, state.tokens, issuers)
    state.routes = Routes(settings.routes, settings.site)
    state.proxy = Proxy(settings.routes, patience=settings.patience)
    state.library = Library(state.routes.addresses, app.openapi)
    state.meters = metrics.Meters()
    limiter = Limiter(settings.quota_window)
    return Parts(
        settings, state.routes, state.callers, Passes(state.keyring), limiter, state.proxy, state.meters, Cache()
    )


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Have keys and first clients before the first request; let go of everything after the last."""
    state, now = app.state, datetime.now(UTC)
    await state.keyring.renew(now=now)
    if state.settings.bootstrap_clients:
        await bootstrap(state.sessions, state.settings.bootstrap_clients, now=now)
    await state.proxy.open()
    renewing = asyncio.create_task(state.keyring.keep_renewing())
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
        await state.proxy.close()
        await state.engine.dispose()
