"""`pg_dump` and `pg_restore`, as the operator.

A physical copy would come back quicker. It would also take the keys of erasure along, and a key that is forgotten here
must not live on in every backup: a dump can leave out a table.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from chassis.erasure import KEYSTORE
from commonweal.errors import CannotDo
from commonweal.postgres import binaries
from commonweal.state import DATABASES, LOGINS, State

#: The database whose texts can be forgotten.
FORGETFUL = "ratings"
#: Of which database each file of a backup is made, and which part of it: what two logins keep apart stays apart.
PARTS: dict[str, tuple[str, Sequence[str]]] = {
    **{
        name: (name, [f"--exclude-table-data={KEYSTORE}", *(f"--exclude-schema={role}" for role in LOGINS)])
        for name in DATABASES
    },
    **{role: (database, [f"--schema={role}"]) for role, database in LOGINS.items()},
}


async def dump(state: State, database: str, file: Path, options: Sequence[str]) -> None:
    """Write what `options` choose of a database. Raises CannotDo."""
    chosen = ["--format=custom", "--compress=gzip:1", f"--file={file}", *options]
    await run(state, "pg_dump", [*chosen, f"--dbname={database}"])


async def fill(state: State, database: str, file: Path, options: Sequence[str] = ()) -> None:
    """Read a dump into a database, all of it or nothing. Raises CannotDo."""
    await run(state, "pg_restore", ["--single-transaction", "--exit-on-error", *options, f"--dbname={database}", file])


async def dump_keys(state: State, database: str, file: Path, options: Sequence[str] = ()) -> None:
    """The keys of erasure alone."""
    await dump(state, database, file, ["--data-only", f"--table={KEYSTORE}", *options])


async def run(state: State, program: str, words: Sequence[str | Path]) -> None:
    """One of PostgreSQL's programs against the state's own server. Raises CannotDo with what it said."""
    where = {"PGHOST": "127.0.0.1", "PGPORT": str(state.ports["postgres"]), "PGUSER": "postgres"}
    process = await asyncio.create_subprocess_exec(
        binaries() / program,
        *words,
        env={**os.environ, **where, "PGPASSWORD": state.secrets["postgres"]},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode:
        raise CannotDo(f"{program} failed: {said.decode(errors='replace').strip()}")
