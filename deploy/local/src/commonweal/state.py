"""The state directory: all that an instance keeps, and who is running it.

lock              held by the running `commonweal up`
running.json      its process id, address and children; gone when it has stopped
ports.json        where each process listens, the same after a restart
secrets.json      passwords, made once, readable by the owner alone
credentials.json  one client of the gateway for each role, and more openers
openers/          private keys of openers who work on this machine
postgres/ nats/ documents/ logs/
"""

import fcntl
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from commonweal.errors import AlreadyRunning, CannotDo, NotRunning
from commonweal.files import write_whole
from commonweal.passwords import kept
from commonweal.ports import allocated

SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")
#: Each has a database and a role of its own.
DATABASES = (*SERVICES, "gateway")
#: Roles beside a service's own, with its database: each alone opens the schema of its name there.
LOGINS = {"issuer": "ratings"}
#: `monitor` is where NATS tells of itself; the gateway's port is chosen by whoever starts the platform.
LISTENERS = ("postgres", "nats", "monitor", *SERVICES)


@dataclass(frozen=True)
class Running:
    """What the running instance says of itself."""

    pid: int
    url: str
    sandbox: bool
    ready: bool
    processes: tuple[Mapping[str, Any], ...]


class State:
    """One instance's directory. Making one touches nothing; `hold` creates it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.expanduser().absolute()

    @property
    def demo(self) -> Path:
        """A mark: the state holds nothing but a demo, so the next may wipe it. Whoever goes on with it removes it."""
        return self.directory / "demo"

    @property
    def half_restored(self) -> Path:
        """A mark: a restore began here and has not ended, so what there is may be half."""
        return self.directory / "restoring"

    @cached_property
    def secrets(self) -> Mapping[str, str]:
        """`postgres`, `operator`; `database X`, `broker X`, `service X` for DATABASES; `database X` for LOGINS."""
        names = [f"{kind} {name}" for kind in ("database", "broker", "service") for name in DATABASES]
        others = [f"database {name}" for name in LOGINS]
        return kept(self.directory / "secrets.json", ["postgres", "operator", *names, *others])

    @cached_property
    def ports(self) -> Mapping[str, int]:
        """Where each of LISTENERS listens."""
        return allocated(self.directory / "ports.json", LISTENERS)

    def database_url(self, name: str, scheme: str = "postgresql") -> str:
        """The database of a service as its own role, or as one of LOGINS."""
        secret, database = quote(self.secrets[f"database {name}"]), LOGINS.get(name, name)
        return f"{scheme}://{name}:{secret}@127.0.0.1:{self.ports['postgres']}/{database}"

    def operators_url(self, database: str = "postgres", scheme: str = "postgresql") -> str:
        """Any database, as the superuser."""
        return f"{scheme}://postgres:{quote(self.secrets['postgres'])}@127.0.0.1:{self.ports['postgres']}/{database}"

    @property
    def broker_url(self) -> str:
        """Where NATS listens; users are `operator` and each of DATABASES, with their secrets."""
        return f"nats://127.0.0.1:{self.ports['nats']}"

    @property
    def documents(self) -> Path:
        """Where documents are kept, by their hash."""
        return self.directory / "documents"

    def log(self, process: str) -> Path:
        """Where a process writes what it has to say."""
        return self.directory / "logs" / f"{process}.log"

    def clients(self) -> list[dict[str, Any]]:
        """The clients of `credentials.json`: client_id, client_secret, organisation, roles."""
        found: list[dict[str, Any]] = json.loads((self.directory / "credentials.json").read_text())["clients"]
        return found

    def client(self, named: str) -> dict[str, Any]:
        """The client with that client_id; where there is none, the first with that role. Raises CannotDo."""
        clients = self.clients()
        for client in (
            *(it for it in clients if it["client_id"] == named),
            *(it for it in clients if named in it["roles"]),
        ):
            return client
        raise CannotDo(f"credentials.json knows no client {named}.")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the one who runs this state. Raises AlreadyRunning.

        The kernel lets go of the lock when the holder dies, however it dies.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / "lock").open("a") as lock:
            if not locked(lock.fileno()):
                raise AlreadyRunning(f"A commonweal already runs in {self.directory}; `commonweal down` stops it.")
            try:
                yield
            finally:
                (self.directory / "running.json").unlink(missing_ok=True)

    def tell(self, running: Running) -> None:
        """Let other commands know what runs here."""
        write_whole(self.directory / "running.json", {**vars(running), "since": psutil.Process().create_time()})

    def left_behind(self) -> list[psutil.Process]:
        """The children of a supervisor that was killed, as far as they still live."""
        with suppress(FileNotFoundError):
            told = json.loads((self.directory / "running.json").read_text())["processes"]
            return [process for child in told if (process := same(child["pid"], child["since"]))]
        return []

    def running(self) -> Running:
        """What runs here. Raises NotRunning."""
        with suppress(FileNotFoundError):
            found = json.loads((self.directory / "running.json").read_text())
            if same(found["pid"], found.pop("since")):
                return Running(**{**found, "processes": tuple(found["processes"])})
        raise NotRunning(f"Nothing runs in {self.directory}; `commonweal up` starts it.")


def locked(descriptor: int, patience: float = 1.0) -> bool:
    """Whether the lock is ours now; one who is just leaving is waited for."""
    deadline = time.monotonic() + patience
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)


def same(pid: int | None, since: float | None) -> psutil.Process | None:
    """The process of that number, if it is still the one that began then: numbers are used again."""
    with suppress(psutil.NoSuchProcess):
        if pid is not None and (process := psutil.Process(pid)).create_time() == since:
            return process
    return None


def alive(process: psutil.Process) -> bool:
    """Whether it runs; one that has ended and that nobody has buried does not."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
