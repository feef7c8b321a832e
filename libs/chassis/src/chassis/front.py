"""The front door, before any route: what HTTP parsers let pass and we do not; one log line and one measure each."""

import logging
import re
import time
from collections.abc import Collection, Sequence

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.logs import request_id
from chassis.problems import HEADERS_TOO_LARGE, INTERNAL, MALFORMED, Problem
from kernel.identifiers import new_id

MOST_HEADERS = 100
MOST_BYTES = 32 * 1024
GONE = 499  # nginx's word for a client that left before it was answered
ONCE = {b"host", b"authorization", b"content-length", b"content-type", b"idempotency-key", b"if-match"}
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
TRACE = re.compile(rb"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
log = logging.getLogger("chassis.requests")


class Front:
    """Wraps a service: refuses malformed requests, and sees to it that each is answered, logged and measured."""

    def __init__(self, app: ASGIApp, untraced: Collection[str] = ()) -> None:
        self.app, self.untraced = app, untraced

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; HEAD as the GET it stands for, since the server leaves the body out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        began, status = time.perf_counter(), 0
        if scope["path"] in self.untraced:
            scope["headers"] = [header for header in scope["headers"] if header[0] != b"traceparent"]
        headers = dict(scope["headers"])
        name = named(headers)
        token = request_id.set(name)

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (b"request-id", name.encode())]}
            await send(message)

        try:
            await self.guarded(scope, receive, answer)
        except ClientDisconnect:
            status = status or GONE
        except Exception as error:
            log.error("unhandled %s", type(error).__name__, exc_info=error)
            if not status:
                await Problem(INTERNAL, INTERNAL.meaning).answer(scope["path"])(scope, receive, answer)
            raise
        finally:
            self.report(scope, headers, status or GONE, time.perf_counter() - began)
            request_id.reset(token)

    async def guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is well formed."""
        problem = problem_in(scope["headers"])
        if problem is None:
            await self.app(scope, receive, send)
        else:
            await problem.answer(scope["path"])(scope, receive, send)

    def report(self, scope: Scope, headers: dict[bytes, bytes], status: int, seconds: float) -> None:
        """One line and one measure, by the route's template: addresses hold identifiers."""
        route = template(scope)
        scope["app"].state.metrics.seen(scope["method"], route, status, seconds)
        trace = TRACE.fullmatch(headers.get(b"traceparent", b""))
        told = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.info("answered", extra=told | ({"trace_id": trace[1].decode()} if trace else {}))


def template(scope: Scope) -> str:
    """The route's whole path, parameters unfilled. `scope["route"]` knows only the part behind the router's prefix."""
    included = scope.get("fastapi", {}).get("effective_route_context")
    return str(getattr(included, "path_format", None) or getattr(scope.get("route"), "path", "none"))


def named(headers: dict[bytes, bytes]) -> str:
    """The request's id: the gateway's, or a new one."""
    given = headers.get(b"request-id", b"")
    return given.decode() if REQUEST_ID.fullmatch(given) else str(new_id())


def problem_in(headers: Sequence[tuple[bytes, bytes]]) -> Problem | None:
    """What is wrong with the headers, if anything. httptools caps neither their number nor their size."""
    names = [name for name, _ in headers]
    if len(names) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > MOST_BYTES:
        return Problem(HEADERS_TOO_LARGE, HEADERS_TOO_LARGE.meaning)
    if names.count(b"host") != 1:
        return Problem(MALFORMED, "A request names exactly one Host.")
    if any(names.count(name) > 1 for name in ONCE.intersection(names)):
        return Problem(MALFORMED, "A header that may be sent once was sent twice.")
    if any(b"_" in name for name in names):
        return Problem(MALFORMED, "A header's name holds an underscore, which others may take for a hyphen.")
    return None
