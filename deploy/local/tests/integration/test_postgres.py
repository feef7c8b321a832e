"""A database and a role for each service; none opens another's."""

import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from chassis.migrations import upgrade
from commonweal import postgres
from commonweal.child import Program, identity
from commonweal.migrations import is_behind, migrate
from commonweal.services import logins
from commonweal.state import DATABASES, LOGINS, State
from commonweal.supervisor import Supervisor
from commonweal.testing import needs_binaries

pytestmark = pytest.mark.integration


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[State]:
    needs_binaries()
    home = tmp_path / "home"
    home.mkdir(mode=0o700)  # where the user that PostgreSQL runs as may not even look
    state = State(home / "state")
    state.directory.mkdir()
    postgres.initialise(state)
    async with Supervisor() as supervisor:
        await supervisor.start([postgres.program(state)])
        await postgres.furnish(state)
        yield state


async def test_a_role_opens_its_own_database_and_no_other(server: State) -> None:
    for role in DATABASES:
        for database in (*DATABASES, "postgres", "template1"):
            url = server.database_url(role).rpartition("/")[0] + f"/{database}"
            if database == role:
                await (await asyncpg.connect(url)).close()
            else:
                with pytest.raises(asyncpg.PostgresError):
                    await asyncpg.connect(url)


async def test_even_behind_the_door_the_database_says_no(server: State) -> None:
    connection = await asyncpg.connect(server.operators_url())
    pairs = "select r, d from unnest($1::text[]) r, unnest($1::text[]) d where r <> d"
    query = f"{pairs} and has_database_privilege(r, d, 'connect')"
    assert await connection.fetch(query, list(DATABASES)) == []
    powers = "(rolsuper or rolcreatedb or rolcreaterole or rolbypassrls)"
    unsafe = f"select rolname from pg_roles where rolname = any($1) and {powers}"
    assert await connection.fetch(unsafe, list(DATABASES)) == []
    await connection.close()


async def test_what_is_acknowledged_is_on_disk_and_nothing_waits_for_ever(server: State) -> None:
    connection = await asyncpg.connect(server.database_url("registry"))
    asked = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums", "statement_timeout", "lock_timeout"]
    found = [await connection.fetchval(f"show {name}") for name in (*asked, "idle_in_transaction_session_timeout")]
    assert found == ["on", "on", "on", "on", "5s", "2s", "10s"]
    await connection.close()


async def test_furnishing_again_changes_nothing(server: State) -> None:
    connection = await asyncpg.connect(server.database_url("registry"))
    await connection.execute("create table kept as select 1 as one")
    await postgres.furnish(server)
    assert await connection.fetchval("select one from kept") == 1
    await connection.close()


async def migrated(server: State) -> None:
    """The ratings' database as the next `commonweal up` leaves it."""

    async def missing() -> None:
        return None

    command = [sys.executable, "-m", "chassis", "ratings", "both"]
    await migrate(
        server, [Program("ratings", command, server.log("ratings"), missing, environment=logins(server, "ratings"))]
    )


def dumped(server: State, role: str, *options: str) -> subprocess.CompletedProcess[str]:
    """What somebody gets who steals that role's password."""
    command = [str(postgres.binaries() / "pg_dump"), *options, server.database_url(role)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


async def test_only_the_issuer_opens_its_schema_also_where_an_older_release_made_it(server: State) -> None:
    await upgrade("ratings", server.database_url("ratings", "postgresql+asyncpg"))
    assert "issuer.invitations" in dumped(server, "ratings").stdout
    assert await is_behind(server, "ratings")
    await migrated(server)
    assert not await is_behind(server, "ratings")
    for role, own, other in (("ratings", "public.nullifiers", "issuer"), ("issuer", "issuer.invitations", "public")):
        assert "permission denied" in dumped(server, role).stderr
        mine = dumped(server, role, f"--exclude-schema={other}")
        assert (mine.returncode, own in mine.stdout) == (0, True)
        assert f"TABLE {other}." not in mine.stdout


async def test_what_was_migrated_as_the_operator_is_the_services_own(server: State) -> None:
    await migrated(server)
    connection = await asyncpg.connect(server.operators_url("ratings"))
    whose = "select distinct schemaname, tableowner from pg_tables where schemaname = any($1)"
    owners = {tuple(row) for row in await connection.fetch(whose, ["public", *LOGINS])}
    assert owners == {("public", "ratings"), ("issuer", "issuer")}
    await connection.close()


def test_binaries_below_a_closed_home_are_copied_once_to_where_their_user_can_run_them() -> None:
    needs_binaries()
    package = postgres.binaries().parents[1]
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        place = Path(open_to_all) / "cache" / "postgresql"
        copy = postgres.copied(package, place)
        made = copy.stat().st_ctime_ns
        who = identity(postgres.user())
        for program in ("postgres", "psql"):  # psql needs the libraries beside the package
            command = [str(copy / "pginstall" / "bin" / program), "--version"]
            assert "PostgreSQL" in subprocess.run(command, capture_output=True, text=True, check=True, **who).stdout
        assert postgres.copied(package, place).stat().st_ctime_ns == made
