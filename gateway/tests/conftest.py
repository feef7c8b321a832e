"""A gateway of one's own and a service behind it, on real sockets."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, StreamingResponse
from starlette.responses import JSONResponse, Response

from chassis.serve import configured
from gateway.app import create
from gateway.settings import Settings

SECRET = "a secret of the tests"
ADMIN = {"client_id": "admin", "client_secret": "the administrator's secret", "roles": ["platform_admin"]}
COUNCIL = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"
BUYER = {
    "client_id": "buyer",
    "client_secret": "the buyer's secret is long",
    "organisation": COUNCIL,
    "roles": ["commissioner"],
}


@dataclass
class Upstream:
    """A service that tells what it was asked, and notes what became of it."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    left_alone: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> FastAPI:
        """Registry, tendering and the public site in one, answering whatever is asked."""
        app = FastAPI(openapi_url=None, redirect_slashes=False)
        app.add_api_route("/registry/v1/slow", self.slow)
        app.add_api_route("/registry/v1/drip", self.drip)
        app.add_api_route("/registry/v1/flood", self.flood)
        app.add_api_route("/registry/v1/broken", self.broken)
        app.add_api_route("/registry/v1/moved", self.moved)
        app.add_api_route("/registry/v1/openapi.json", self.described)
        app.add_api_route("/readyz", lambda: {"status": "ok"})
        app.add_api_route("/{path:path}", self.echo, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        return app

    async def echo(self, request: Request) -> Response:
        """What was asked, as JSON."""
        body = await request.body()
        told = {
            "method": request.method,
            "path": request.scope["raw_path"].decode(),
            "query": request.url.query,
            "headers": [[name.decode(), value.decode()] for name, value in request.scope["headers"]],
            "bytes": len(body),
        }
        self.asked.append(told)
        return JSONResponse(told, headers={"Connection": "X-Private", "X-Private": "1", "Server": "inside"})

    async def slow(self, request: Request) -> None:
        """No answer, until nobody waits for one."""
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self.left_alone.set()

    async def drip(self) -> Response:
        """One piece at once, and the next only when somebody is gone for good."""

        async def pieces() -> AsyncIterator[bytes]:
            yield b"first\n"
            try:
                await asyncio.sleep(60)
            finally:
                self.left_alone.set()

        return StreamingResponse(pieces(), media_type="text/plain")

    async def flood(self) -> Response:
        """More and more, until nobody takes it."""

        async def pieces() -> AsyncIterator[bytes]:
            try:
                while True:
                    yield b"x" * 65_536
                    await asyncio.sleep(0)  # uvicorn takes all that nobody reads any more without waiting
            finally:
                self.left_alone.set()

        return StreamingResponse(pieces(), media_type="text/plain")

    async def broken(self) -> Response:
        """Half of an answer."""

        async def pieces() -> AsyncIterator[bytes]:
            yield b"half"
            raise RuntimeError("planted")

        return StreamingResponse(pieces(), headers={"Content-Length": "8"})

    async def moved(self, request: Request) -> Response:
        """A redirect that names the service's own address."""
        return RedirectResponse(str(request.url_for("echo", path="registry/v1/elsewhere")))

    async def described(self) -> dict[str, Any]:
        """A little of what a real service says of itself."""
        operation = {
            "operationId": "registry_list_things",
            "tags": ["things"],
            "responses": {"200": {"description": "All"}},
        }
        return {
            "openapi": "3.1.0",
            "info": {},
            "paths": {"/registry/v1/things": {"get": operation}, "/readyz": {"get": {}}},
        }


@asynccontextmanager
async def listening(config: uvicorn.Config) -> AsyncIterator[str]:
    """Serve it in this loop, on a port of its own."""
    config.timeout_graceful_shutdown = 1
    with socket.create_server(("127.0.0.1", 0), backlog=512) as door:
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([door]))
        while not server.started and not serving.done():  # noqa: ASYNC110  uvicorn sets a flag, and no event
            await asyncio.sleep(0)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving


@dataclass
class House:
    """The gateway as outsiders see it, and the one service behind it as itself."""

    url: str
    app: FastAPI
    upstream: Upstream

    @property
    def port(self) -> int:
        """For those who speak to the socket."""
        return httpx.URL(self.url).port or 80

    @asynccontextmanager
    async def caller(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        """Somebody who sends these headers with every request."""
        async with httpx.AsyncClient(base_url=self.url, headers=headers, timeout=10) as client:
            yield client

    async def token(self, client: dict[str, Any], **form: str) -> str:
        """An access token of that client."""
        sent = {"grant_type": "client_credentials", **form}
        async with self.caller() as asking:
            answer = await asking.post("/oauth/token", data=sent, auth=(client["client_id"], client["client_secret"]))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def signed_in(self, client: dict[str, Any], **form: str) -> dict[str, str]:
        """The header that makes one that client."""
        return {"Authorization": f"Bearer {await self.token(client, **form)}"}


@asynccontextmanager
async def house(database_url: str, credentials: Any, **settings: Any) -> AsyncIterator[House]:
    """The gateway before one service that plays `registry` and the public site. `credentials` is a path to write to."""
    upstream = Upstream()
    credentials.write_text(json.dumps({"clients": [ADMIN, BUYER]}))
    inside = uvicorn.Config(
        upstream.app(), log_config=None, ws="none", http="httptools", server_header=False, lifespan="off"
    )
    async with listening(inside) as address:
        told: dict[str, Any] = {
            "database_url": database_url,
            "secret": SECRET,
            "routes": {"registry": address, "transparency": address},
            "bootstrap_clients": str(credentials),
            **settings,
        }
        app = create(Settings(**told))
        async with listening(configured(app, app.state.settings)) as url:
            yield House(url, app, upstream)


@pytest.fixture
def opened(
    database_of: Callable[[str], AbstractAsyncContextManager[str]], tmp_path: Path
) -> Callable[..., AbstractAsyncContextManager[House]]:
    """`async with opened(sandbox=True) as house`: a gateway with these settings, on a database of its own."""

    @asynccontextmanager
    async def open_house(**settings: Any) -> AsyncIterator[House]:
        async with database_of("gateway") as url, house(url, tmp_path / "credentials.json", **settings) as found:
            yield found

    return open_house


@pytest.fixture
async def gateway_house(opened: Callable[..., AbstractAsyncContextManager[House]]) -> AsyncIterator[House]:
    """One with the usual settings."""
    async with opened() as found:
        yield found
