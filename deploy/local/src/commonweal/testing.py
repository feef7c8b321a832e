"""A pytest plugin: the whole platform, as `commonweal up --sandbox` runs it, for tests that cross services.

def test_a_stranger_reads_the_register(platform):
    answer = platform.client("commissioner").get("/registry/v1/organisations")
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from commonweal import broker, postgres
from commonweal.access import ClientCredentials
from commonweal.child import tied
from commonweal.errors import CannotDo, NeverReady, NotRunning
from commonweal.ports import free_ports
from commonweal.state import State, same

#: Seconds: a loaded machine is slow, and a test that hangs is worse than one that fails.
STARTS_WITHIN, STOPS_WITHIN = 180, 60
#: One machine plays all callers that nobody knows; what limits them has tests of its own, in the gateway.
ALL_CALLERS = {"COMMONWEAL_ANONYMOUS_QUOTA": str(10**6)}


class Client(httpx.Client):
    """Signed in, with a token of its own from the gateway, whose subject is `id`; acts for `organisation`, if any."""

    def __init__(self, url: str, credentials: dict[str, Any]) -> None:
        auth = ClientCredentials(url, credentials["client_id"], credentials["client_secret"])
        super().__init__(base_url=url, auth=auth, timeout=30)
        self.id: str = credentials["client_id"]
        self.organisation: str | None = credentials["organisation"]


class Platform:
    """A running `commonweal up`."""

    def __init__(self, state: State, port: int, process: subprocess.Popen[bytes]) -> None:
        self.state, self.port, self.process = state, port, process
        self.url = f"http://127.0.0.1:{port}"
        self.clients: dict[str, Client] = {}

    def client(self, role: str) -> Client:
        """The state's own client of that name, or for that role."""
        if role not in self.clients:
            self.clients[role] = Client(self.url, self.state.client(role))
        return self.clients[role]

    @cached_property
    def public(self) -> httpx.Client:
        """Nobody in particular."""
        return httpx.Client(base_url=self.url, timeout=30)

    def pids(self, name: str) -> list[int]:
        """The process of that name and all that it started; empty between two lives."""
        with suppress(psutil.NoSuchProcess):
            for child in self.state.running().processes:
                if child["name"] == name and (process := same(child["pid"], child["since"])):
                    return [process.pid, *(each.pid for each in process.children(recursive=True))]
        return []

    def stop(self) -> None:
        """As Ctrl-C does."""
        for client in [*self.clients.values(), self.public]:
            client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(STOPS_WITHIN)


@contextmanager
def running(
    directory: Path, port: int | None = None, *, sandbox: bool = True, program: Sequence[str] = ("-m", "commonweal")
) -> Iterator[Platform]:
    """`commonweal up` on that state, ready, and stopped afterwards. Raises NeverReady with what it said.

    `program` is what Python runs: a test may stand something between the services and what they are told of.
    """
    port = port or free_ports(1, set())[0]
    command = [sys.executable, *program, "up", "--state", str(directory), "--port", str(port)]
    with tempfile.NamedTemporaryFile() as said:
        process = subprocess.Popen(
            [*command, "--sandbox"] if sandbox else command,
            stdout=said,
            stderr=said,
            env={**os.environ, **ALL_CALLERS},
            preexec_fn=tied(os.getpid(), signal.SIGTERM),  # noqa: PLW1509  it only calls prctl
        )
        platform = Platform(State(directory), port, process)
        try:
            wait_until_ready(platform, Path(said.name))
            yield platform
        finally:
            platform.stop()


def wait_until_ready(platform: Platform, said: Path) -> None:
    """Raises NeverReady with what it said, if it gives up or takes too long."""

    def ready() -> bool:
        with suppress(NotRunning):
            return platform.state.running().ready
        return platform.process.poll() is not None

    with suppress(TimeoutError):
        eventually(ready, STARTS_WITHIN)
    if platform.process.poll() is not None or not ready():
        raise NeverReady(said.read_text(errors="replace"))


def eventually(condition: Callable[[], object], within: float = 30.0) -> None:
    """Wait for what has to come true. Raises TimeoutError."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {within} seconds")
        time.sleep(0.02)


async def until(condition: Callable[[], object], within: float = 30.0) -> None:
    """The same, while other tasks go on."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  other processes set no Event of ours
            await asyncio.sleep(0.02)


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform in a sandbox, one for all tests of a session."""
    needs_binaries()
    with running(tmp_path_factory.mktemp("platform") / "state") as up:
        yield up


def needs_binaries() -> None:
    """Skip, with the reason, where PostgreSQL or NATS cannot be had."""
    try:
        postgres.binaries()
        broker.binary()
    except CannotDo as reason:
        pytest.skip(str(reason))
