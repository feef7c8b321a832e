"""uvicorn's httptools protocol, with the bounds it lacks: how far headers may grow, and how long they may take.

httptools refuses what is no HTTP (both lengths at once, folded lines, bare line feeds); but it keeps headers of any
size in memory, and uvicorn waits for them for ever. Their exact limits are `chassis.front`'s; here memory is bounded.
"""

from asyncio import TimerHandle, Transport
from http import HTTPStatus
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from chassis.problems import HEADERS_TOO_LARGE, MALFORMED, Kind

#: Seconds from connecting, or from a request's first byte, until its headers are there.
PATIENCE = 10.0
MOST_UNREAD = 64 * 1024
#: Most of them idle: what a caller may do at one time is bounded by its quota, not by its sockets.
MOST_CONNECTIONS = 4096


class BoundedProtocol(HttpToolsProtocol):
    """One connection of a client that may be slow, greedy or hostile."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.limit_concurrency = MOST_CONNECTIONS
        self.awaits_headers, self.unread, self.piece = True, 0, 0
        self.impatience: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for a first request."""
        super().connection_made(transport)
        self.impatience = self.loop.call_later(PATIENCE, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._be_patient()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse it, unless the headers that it continues have grown beyond all use."""
        self.piece = len(data)
        super().data_received(data)
        if not self.awaits_headers:
            return
        self.unread += self.piece
        if self.unread > MOST_UNREAD:
            self._refuse(HEADERS_TOO_LARGE)
        elif self.impatience is None:
            self.impatience = self.loop.call_later(PATIENCE, self.transport.close)

    def on_message_begin(self) -> None:
        """A request's first byte; what came with it may have been the rest of the one before."""
        super().on_message_begin()
        self.awaits_headers, self.unread = True, -self.piece

    def on_headers_complete(self) -> None:
        """All of its headers."""
        self.awaits_headers = False
        self._be_patient()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP."""
        self._refuse(MALFORMED)

    def _be_patient(self) -> None:
        if self.impatience is not None:
            self.impatience.cancel()
            self.impatience = None

    def _refuse(self, kind: Kind) -> None:
        """Say so and hang up. Answers under way to earlier requests go first; then this gets none of its own."""
        under_way = self.cycle is not None and not self.cycle.response_complete
        if under_way and not self.cycle.more_body:
            self.cycle.keep_alive = False
            self.flow.pause_reading()
            return
        if not under_way or not (self.pipeline or self.cycle.response_started):
            self.transport.write(refusal(kind))
        self.transport.close()


def refusal(kind: Kind) -> bytes:
    """The whole answer to what never became a request."""
    problem = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": kind.meaning, "instance": "/"}
    body = orjson.dumps(problem)
    head = (
        f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}\r\ncontent-type: application/problem+json\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body
