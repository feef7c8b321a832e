"""What the benchmarks play on: a durable PostgreSQL, a NATS that syncs every write, and services as production runs
them, each as an `api` and a `worker`. No sandbox, no test settings; only the limits on callers are lifted.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import nats
import psutil
from nats.aio.client import Client

from chassis.database import open_engine, sessions_of
from chassis.migrations import upgrade
from chassis.testing.databases import administer, url_of
from chassis.testing.servers import Broker, die_with_parent, free_port, healthy, own_nats, own_postgres, wait_until
from chassis.tokens import mint
from gateway.identity.keyring import Keyring
from gateway.identity.sealing import Seal

#: As `commonweal up` runs it; besides, it remembers when each transaction was committed, for one of the benchmarks.
DURABLE = ("fsync=on", "full_page_writes=on", "synchronous_commit=on", "jit=off", "track_commit_timestamp=on")
#: One machine plays all callers.
UNLIMITED = str(10**9)
SECRET = "one for all"
FUNDER = UUID(int=1)
CLIENT = {"client_id": "bench", "client_secret": "bench bench bench", "organisation": str(FUNDER), "roles": ["funder"]}


class Program:
    """A process that listens on `port`, and the processor time that it has used."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process

    @property
    def used(self) -> float:
        """Seconds of a processor so far, of the process and its children."""
        main = psutil.Process(self.process.pid)
        times = [each.cpu_times() for each in (main, *main.children(recursive=True))]
        return sum(time.user + time.system for time in times)


class Stage:
    """The two servers, and what has been started beside them."""

    def __init__(self, home: Path, postgres: str, broker: Broker, exits: ExitStack) -> None:
        self.home, self.postgres, self.broker, self.exits = home, postgres, broker, exits
        self.gateway_port = free_port()
        self.routes: dict[str, str] = {}
        self.clients = home / "clients.json"
        self.clients.write_text(json.dumps({"clients": [CLIENT]}))

    async def furnish(self, service: str) -> None:
        """A migrated database for the service."""
        await administer(self.postgres, f"create database {service}")
        await upgrade(service, self.database(service))

    def database(self, service: str) -> str:
        """The URL of the service's own database."""
        return url_of(self.postgres, service)

    async def connected(self, database: str) -> asyncpg.Connection:
        """A plain connection to a database."""
        return await asyncpg.connect(self.database(database).replace("+asyncpg", ""))

    @asynccontextmanager
    async def broker_client(self) -> AsyncIterator[Client]:
        """A plain connection to the broker."""
        client = await nats.connect(self.broker.url)
        try:
            yield client
        finally:
            await client.close()

    def play(self, service: str, command: str) -> Program:
        """`python -m chassis SERVICE COMMAND`, ready."""
        port = self.gateway_port if service == "gateway" else free_port()
        if command == "api" and service != "gateway":
            self.routes[service] = f"http://127.0.0.1:{port}"
        told = {
            "DATABASE_URL": self.database(service),
            "NATS_URL": self.broker.url,
            "NATS_MONITOR_URL": self.broker.monitor or "",
            "GATEWAY_URL": f"http://127.0.0.1:{self.gateway_port}",
            "SECRET": SECRET,
            "DOCUMENTS_URL": (self.home / "documents").as_uri(),
            "PORT": str(port),
            "ROUTES": json.dumps(self.routes),
            "BOOTSTRAP_CLIENTS": str(self.clients),
            "ANONYMOUS_QUOTA": UNLIMITED,
            "CLIENT_QUOTA": UNLIMITED,
        }
        settings = {f"COMMONWEAL_{name}": value for name, value in told.items()}
        chassis = [sys.executable, "-m", "chassis", service, command]
        return self.start(f"{service}-{command}", port, chassis, settings, "/healthz" if command == "api" else None)

    def listen(self, app: str, **settings: str) -> Program:
        """One of the baselines in `bare`, served by uvicorn with the parser and the loop that services have."""
        port, quiet = free_port(), ("--no-access-log", "--log-level", "warning")
        command = [sys.executable, "-m", "uvicorn", f"tests.bench.bare:{app}", "--port", str(port), *quiet]
        return self.start(app, port, command, settings, "/")

    def start(self, name: str, port: int, command: list[str], settings: dict[str, str], path: str | None) -> Program:
        """A program, once it answers `path` on `port`. Raises NotStarted with the end of its log."""
        log = self.home / f"{name}.log"
        process = self.exits.enter_context(child(command, log, settings))
        if path is not None:
            wait_until(lambda: process.poll() is not None or healthy(f"http://127.0.0.1:{port}{path}"), log)
        return Program(port, process)

    async def pass_for(self, service: str, role: str, organisation: UUID) -> str:
        """What the gateway would send along to the service."""
        engine = open_engine(self.database("gateway"))
        keyring = Keyring(sessions_of(engine, "gateway"), Seal(SECRET))
        now = datetime.now(UTC)
        await keyring.renew(now=now)
        await engine.dispose()
        key = keyring.signing(now=now)
        return mint(key, audience=service, subject="bench", organisation=organisation, roles=[role], lifetime=300)


@contextmanager
def child(command: list[str], log: Path, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes to `log`, and is ended afterwards."""
    with log.open("wb") as words:
        process = subprocess.Popen(
            command,
            stdout=words,
            stderr=words,
            env={**os.environ, **settings},
            preexec_fn=die_with_parent,  # noqa: PLW1509  it only calls prctl
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(15)


@asynccontextmanager
async def built(*services: str) -> AsyncIterator[Stage]:
    """A stage with a database for each of these services and the gateway; the gateway plays already."""
    with ExitStack() as exits:
        home = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="commonweal-bench-")))
        options = [word for setting in DURABLE for word in ("-c", setting)]
        postgres = exits.enter_context(own_postgres(options))
        (home / "nats").mkdir()
        broker = exits.enter_context(own_nats(home / "nats", free_port()))
        stage = Stage(home, postgres, broker, exits)
        for service in (*services, "gateway"):
            await stage.furnish(service)
        yield stage
