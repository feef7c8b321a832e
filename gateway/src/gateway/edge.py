"""The life of one request at the door: admitted, its path spelled, its caller known and counted; then answered."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import arrivals
from chassis.bodies import LARGEST
from chassis.failures import problem_of
from chassis.logs import request_id as logged_id
from chassis.problems import FORBIDDEN, INTERNAL, NOT_FOUND, TOO_MANY, Problem
from gateway import cache, cors, guard
from gateway.cache import Cache
from gateway.headers import Headers, carried_in, request_id
from gateway.identity.callers import Caller, Callers
from gateway.identity.passes import Passes
from gateway.inbound import ClientGone, Inbound
from gateway.limits import Limiter, Quota, Standing, caller_of, neighbourhood
from gateway.metrics import Meters
from gateway.proxy import Proxy, Request
from gateway.refusals import malformed
from gateway.routes import READS, AmbiguousPath, Destination, Routes, canonical, is_own
from gateway.settings import Settings
from gateway.tracing import Entrance, entrance

#: Asked by machines that must not be turned away: whether we live, and with which keys we sign.
UNCOUNTED = frozenset({"/healthz", "/readyz", "/.well-known/jwks.json"})
#: Where secrets are proved: each try costs more.
PROOFS = frozenset({"/oauth/token", "/oauth/sign-in"})
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What the door is made of; opened and closed with the application."""

    settings: Settings
    routes: Routes
    callers: Callers
    passes: Passes
    limiter: Limiter
    proxy: Proxy
    meters: Meters
    cache: Cache


class Edge:
    """ASGI middleware around what the gateway answers itself. Everything else is carried to a service."""

    def __init__(self, app: ASGIApp, parts: Parts) -> None:
        self.app, self.parts = app, parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Passage(self.app, self.parts, scope, receive, send).run()
        elif scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


class Passage:
    """One request on its way through the door."""

    def __init__(self, app: ASGIApp, parts: Parts, scope: Scope, receive: Receive, send: Send) -> None:
        self.app, self.parts, self.scope, self.receive, self.client_send = app, parts, scope, receive, send
        self.headers: Headers = scope["headers"]
        self.method: str = scope["method"]
        self.id = request_id(self.headers)
        self.path, self.entrance = self._path(), Entrance()
        self.standing: Standing | None = None
        self.led_to, self.status = "door", 0

    async def run(self) -> None:
        """Answer, whatever it is that was sent, and leave one line of it in the log."""
        began, named = time.perf_counter(), logged_id.set(self.id.decode())
        settings = self.parts.settings
        traced = self.path not in UNCOUNTED and self.path not in settings.untraced
        with entrance(self.scope, settings.traces_from, traced=traced) as self.entrance:
            try:
                await self._answer()
            finally:
                self._report(time.perf_counter() - began)
                logged_id.reset(named)

    async def _answer(self) -> None:
        try:
            await self._pass()
        except Problem as problem:
            await self._refuse(problem)
        except Exception as error:
            answer = problem_of(error)  # a database that is away is no mistake: come again
            if answer.kind is INTERNAL:
                log.error("unhandled %s", type(error).__name__, exc_info=error)
            else:
                log.warning("%s: %s", answer.kind.name, type(error).__name__)
            await self._refuse(answer)

    def _report(self, seconds: float) -> None:
        status = self.status or 499  # the client left before there was an answer
        self.parts.meters.seen(self.led_to, status, seconds)
        self.entrance.led(self.method, self.led_to, status)
        told = {"method": self.method, "route": self.led_to, "status": status, "ms": round(seconds * 1000, 1)}
        log.info("answered", extra=told | self.entrance.ids())

    async def _refuse(self, problem: Problem) -> None:
        if not self.status:
            instance = self.scope["path"] if self.scope["path"].isprintable() else "/"
            await problem.answer(instance)(self.scope, self.receive, self.send)

    async def _pass(self) -> None:
        settings = self.parts.settings
        query: bytes = self.scope["query_string"]
        guard.admit(self.method, self.headers, query, sandbox=settings.sandbox, largest_body=settings.largest_body)
        path = self.path
        if path not in UNCOUNTED:
            caller = await self._counted(path)
            await self._lead(path, query.decode("ascii"), caller)
        else:
            await self._answer_ourselves(path)

    def _path(self) -> str | None:
        try:
            return canonical(self.scope["raw_path"])
        except AmbiguousPath:
            return None

    async def _counted(self, path: str | None) -> Caller | None:
        """The caller, after the request is counted: one with an ambiguous path or bad credentials counts too."""
        settings, now = self.parts.settings, time.time()
        peer = self.scope["client"][0] if self.scope["client"] else ""
        forwarded = (value.decode("latin-1") for name, value in self.headers if name == b"x-forwarded-for")
        where = neighbourhood(caller_of(peer, forwarded, settings.proxies))
        everybody = Quota("anonymous", settings.anonymous_quota)
        try:
            # Who asks for a token proves it there, by other means.
            caller = None if path in PROOFS else await self.parts.callers.caller(self.headers, now=now)
        except Problem:
            self._count(where, everybody)
            raise
        if caller is None:
            self._count(where, everybody, settings.token_cost if path in PROOFS else 1)
        else:
            quota = Quota("client", caller.quota or settings.client_quota)
            self._count(caller.actor.subject, quota)
        return caller

    def _count(self, who: str, quota: Quota, cost: int = 1) -> None:
        self.standing = self.parts.limiter.count(who, quota, cost)
        if not self.standing.allowed:
            self.parts.meters.limited(quota.name)
            raise Problem(
                TOO_MANY, f"{quota.amount} requests in {self.standing.window} seconds are enough for one caller."
            )

    async def _lead(self, path: str | None, query: str, caller: Caller | None) -> None:
        if path is None:
            raise malformed("The path is ambiguous: send it without dot segments, double slashes or hidden separators.")
        if self.method == "OPTIONS":
            await cors.preflight(self.scope, self.receive, self.send)
        elif caller is not None and caller.by_cookie and self.method not in READS and not self._from_our_page():
            raise Problem(FORBIDDEN, "A browser that signed in is obeyed from our own pages only.")
        elif caller is not None and caller.reads_only and self.method not in READS:
            raise Problem(FORBIDDEN, "These credentials are for reading only.")
        elif is_own(path):
            await self._answer_ourselves(path)
        else:
            await self._carry(path, query, caller)

    def _from_our_page(self) -> bool:
        return (b"sec-fetch-site", b"same-origin") in self.headers

    async def _answer_ourselves(self, path: str) -> None:
        self.led_to = "gateway"
        method = "GET" if self.method == "HEAD" else self.method  # the server leaves the body out
        scope = {**self.scope, "method": method, "path": path, "raw_path": path.encode()}
        await self.app(scope, self.receive, self.send)

    async def _carry(self, path: str, query: str, caller: Caller | None) -> None:
        to = self.parts.routes.destination(self.method, path)
        if to is None:
            raise Problem(NOT_FOUND, "There is nothing at this path.")
        self.led_to = to.service
        key = cache.key_of(self.method, path, query, self.headers)
        if key is None:
            await self._ask(to, path, query, caller, self.send)
        else:
            await self.parts.cache.answer(key, self.send, partial(self._ask, to, path, query, caller))

    async def _ask(self, to: Destination, path: str, query: str, caller: Caller | None, send: Send) -> None:
        headers = [*carried_in(self.headers), (b"request-id", self.id)]
        if self.entrance.traceparent:
            headers.append((b"traceparent", self.entrance.traceparent))
        if caller is not None:
            token = self.parts.passes.pass_for(caller.actor, to.service, now=time.time())
            headers.append((b"authorization", f"Bearer {token}".encode()))
        settings = self.parts.settings
        inbound = Inbound(self.receive, largest=settings.largest_body, patience=settings.patience)
        if caller is not None and self.method not in READS:
            try:
                headers += await self._arrival(inbound, to.service)
            except ClientGone:
                return
        await self.parts.proxy.carry(Request(self.method, path, query, headers), to, inbound, send)

    async def _arrival(self, inbound: Inbound, service: str) -> Headers:
        """When the last byte of a command was here, signed: however long it waits inside, it is late or not by that."""
        body = await inbound.gather(LARGEST)
        if body is None or inbound.read_at is None:
            return []
        signed = self.parts.passes.arrival(service, self.id.decode(), body, at=inbound.read_at)
        return [(arrivals.HEADER.encode(), signed.encode())]

    async def send(self, message: Message) -> None:
        """To the client, with what every answer carries."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], *self._on_every_answer()]
        await self.client_send(message)

    def _on_every_answer(self) -> Sequence[tuple[bytes, bytes]]:
        return [
            (b"x-request-id", self.id),
            (b"x-content-type-options", b"nosniff"),
            *(self.standing.headers() if self.standing else []),
            *(cors.OPEN if self.method in READS else []),
        ]
