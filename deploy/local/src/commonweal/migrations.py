"""Every database at its latest revision before a service opens it; finding it there already takes no time."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import asyncpg

from commonweal.child import Program
from commonweal.errors import CannotDo
from commonweal.state import LOGINS, State

REVISION = re.compile(r"^revision\b[^=]*= *[\"'](\w+)[\"']", re.MULTILINE)
BEFORE = re.compile(r"^down_revision\b[^=]*= *(.+)$", re.MULTILINE)
NOT_ITS_OWN = "select 1 from pg_tables where schemaname = any($1) and tableowner <> schemaname limit 1"
WORD = re.compile(r"[\"'](\w+)[\"']")


async def migrate(state: State, programs: Sequence[Program]) -> None:
    """Bring every database that needs it up to date. Raises CannotDo with what Alembic said."""
    behind = [program for program in programs if await is_behind(state, program.name)]
    await asyncio.gather(*(upgrade(state, program) for program in behind))


async def upgrade(state: State, program: Program) -> None:
    """Run the service's `migrate` instead of the service, as the operator where several roles have tables there."""
    *python, service, _ = program.command
    environment = dict(program.environment)
    if program.name in LOGINS.values():
        environment["COMMONWEAL_MIGRATION_DATABASE_URL"] = state.operators_url(program.name, "postgresql+asyncpg")
    life = await replace(program, command=[*python, service, "migrate"], environment=environment).begin()
    await life.wait()
    if await is_behind(state, program.name):
        raise CannotDo(f"The database of {service} could not be brought up to date; see `commonweal logs {service}`.")


async def is_behind(state: State, name: str) -> bool:
    """Whether the database is anywhere but at the heads of its two branches, its own and the plumbing's.

    Or has a schema that is another role's alone, but was made by a release in which it was not.
    """
    connection = await asyncpg.connect(state.database_url(name))
    try:
        at = {row["version_num"] for row in await connection.fetch("select version_num from alembic_version")}
        if await connection.fetchval(NOT_ITS_OWN, list(LOGINS)):
            return True
    except asyncpg.UndefinedTableError:
        return True
    finally:
        await connection.close()
    return at != heads(name) | heads("chassis")


def heads(package: str) -> set[str]:
    """The revisions that no other comes after, read from their files: to load Alembic takes longer than to migrate."""
    followed = [found[1] for text in texts(package) if (found := BEFORE.search(text))]
    return revisions(package) - {word for before in followed for word in WORD.findall(before)}


def revisions(package: str) -> set[str]:
    """All that this release knows."""
    return {found[1] for text in texts(package) if (found := REVISION.search(text))}


def texts(package: str) -> list[str]:
    """The files of a package's revisions."""
    return [file.read_text() for folder in homes(package) for file in folder.glob("*.py")]


def homes(package: str) -> Iterator[Path]:
    """Where a package keeps its revisions: the plumbing inside, a service beside its sources."""
    found = find_spec(package)
    if found is not None and found.origin is not None:
        home = Path(found.origin).parent
        yield home / "migrations" / "versions"
        yield home.parents[1] / "migrations" / "versions"
