"""The client's side of a call: its body as it comes, and the news that it left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from starlette.types import Message, Receive

from chassis.problems import Problem
from gateway import refusals
from kernel.clock import now

GIVEN_UP: Message = {"type": "gateway.given_up"}


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


class Inbound:
    """Reads a request's body: at most `largest` bytes, with `patience` seconds for each piece.

    `failure` is why reading ended early, if it did.
    """

    def __init__(self, receive: Receive, *, largest: int, patience: float) -> None:
        self.receive, self.room, self.patience = receive, largest, patience
        self.read_whole = asyncio.Event()
        self.failure: Problem | ClientGone | None = None
        self.gathered: list[bytes] = []
        self.read_at: datetime | None = None

    async def gather(self, most: int) -> bytes | None:
        """The body if it is whole within so many bytes, `read_at` the instant of its last; None for a larger one.

        What was gathered is not lost: `body` begins with it. Raises `failure`.
        """
        while not self.read_whole.is_set() and sum(map(len, self.gathered)) <= most:
            self.gathered.append(await self._piece())
        if not self.read_whole.is_set():
            return None
        self.read_at = now()
        return b"".join(self.gathered)

    async def body(self) -> bytes | AsyncIterator[bytes]:
        """At once if it has come at once, else piece by piece."""
        first = b"".join(self.gathered) if self.gathered else await self._piece()
        return first if self.read_whole.is_set() else self._pieces(first)

    async def left(self) -> None:
        """Return when the client has left; only after the body has been read to its end does it begin to listen."""
        await self.read_whole.wait()
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def _pieces(self, first: bytes) -> AsyncIterator[bytes]:
        yield first
        while not self.read_whole.is_set():
            yield await self._piece()

    async def _piece(self) -> bytes:
        message = await self._message()
        piece: bytes = message.get("body", b"")
        self.room -= len(piece)
        if message is GIVEN_UP:
            self.failure = refusals.too_slow()
        elif message["type"] == "http.disconnect":
            self.failure = ClientGone()
        elif self.room < 0:
            self.failure = refusals.too_large()
        if self.failure is not None:
            raise self.failure
        if not message.get("more_body", False):
            self.read_whole.set()
        return piece

    async def _message(self) -> Message:
        try:
            async with asyncio.timeout(self.patience):
                return await self.receive()
        except TimeoutError:
            return GIVEN_UP


@asynccontextmanager
async def unless_gone(inbound: Inbound) -> AsyncIterator[None]:
    """Break off what is awaited inside as soon as the client leaves, and raise ClientGone in its place."""
    asking = asyncio.current_task()
    watch = asyncio.create_task(inbound.left())
    inside, gone = True, False

    def stop(done: asyncio.Task[None]) -> None:
        nonlocal gone
        if inside and asking is not None and not done.cancelled():
            gone = asking.cancel()

    watch.add_done_callback(stop)
    try:
        yield
    except asyncio.CancelledError:
        if gone and asking is not None and asking.uncancel() == 0:
            raise ClientGone from None
        raise
    finally:
        inside = False
        watch.cancel()
