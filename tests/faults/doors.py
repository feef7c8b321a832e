"""Doors: a TCP proxy before PostgreSQL and one before NATS, which tests slam shut on messages that are half through."""

import asyncio
import os
import random
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from commonweal.ports import free_ports

CHUNK = 64 * 1024
T = TypeVar("T")


@dataclass(eq=False)
class Connection:
    """One client's way through. A doomed one ends with half of whatever comes next, in either direction."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    doomed: bool = False
    severed: bool = False

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry bytes until one side ends, or until they are cut."""
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                if self.doomed:
                    writer.write(piece[: len(piece) // 2])
                    self.severed = True
                    break
                writer.write(piece)
                await writer.drain()
        self.abort()

    def abort(self) -> None:
        """Both sides learn at once that the other is gone."""
        for side in (self.client, self.server):
            side.transport.abort()


@dataclass(eq=False)
class Door:
    """Where services believe the server to be."""

    server: int
    port: int
    is_shut: bool = False
    connections: set[Connection] = field(default_factory=set)

    async def open(self) -> asyncio.Server:
        """Listen."""
        return await asyncio.start_server(self.admit, "127.0.0.1", self.port)

    async def admit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect a client with the server; where there is none, the client is turned away."""
        try:
            if self.is_shut:
                raise ConnectionRefusedError
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.server)
        except OSError:
            writer.transport.abort()
            return
        connection = Connection(writer, to_server)
        self.connections.add(connection)
        try:
            await asyncio.gather(connection.pump(reader, to_server), connection.pump(from_server, writer))
        finally:
            self.connections.discard(connection)

    async def cut(self, count: int, patience: float, rng: random.Random) -> int:
        """Cut so many connections, each in the middle of its next message; returns how many had one in time."""
        there = sorted(self.connections, key=id)
        chosen = rng.sample(there, min(count, len(there)))
        for connection in chosen:
            connection.doomed = True
        deadline = time.monotonic() + patience
        while not all(each.severed for each in chosen) and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for connection in chosen:
            connection.abort()
        return sum(each.severed for each in chosen)

    async def shut(self, seconds: float) -> int:
        """Nobody gets through for so long; returns how many were thrown out."""
        self.is_shut, thrown = True, list(self.connections)
        for connection in thrown:
            connection.abort()
        try:
            await asyncio.sleep(seconds)
        finally:
            self.is_shut = False
        return len(thrown)


class Doors:
    """Both doors, in a thread of their own: the platform starts while the tests' loop does not run yet."""

    def __init__(self, postgres: int, nats: int) -> None:
        ports = free_ports(2, {postgres, nats})
        self.postgres, self.nats = Door(postgres, ports[0]), Door(nats, ports[1])
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="doors", daemon=True)

    async def here(self, what: Coroutine[Any, Any, T]) -> T:
        """Do something with a door from another loop than theirs."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(what, self.loop))


@contextmanager
def doors(postgres: int, nats: int) -> Iterator[Doors]:
    """Open before what starts inside: `behind_doors` finds them by an environment variable."""
    made = Doors(postgres, nats)
    made.thread.start()
    servers = [asyncio.run_coroutine_threadsafe(door.open(), made.loop).result() for door in (made.postgres, made.nats)]
    os.environ["COMMONWEAL_TEST_DOORS"] = f"{made.postgres.port} {made.nats.port}"
    try:
        yield made
    finally:
        del os.environ["COMMONWEAL_TEST_DOORS"]
        for server in servers:
            made.loop.call_soon_threadsafe(server.close)
        made.loop.call_soon_threadsafe(made.loop.stop)
        made.thread.join()
