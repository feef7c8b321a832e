"""`commonweal restore`: a backup into a state in which nothing runs, beside what was there, never over it."""

import asyncio
import json
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import typer

from commonweal import migrations, postgres
from commonweal.backups.dumps import FORGETFUL, PARTS, dump_keys, fill
from commonweal.backups.instant import HEAD, UNHURRIED
from commonweal.backups.manifest import proved
from commonweal.backups.taking import UNSEALING, copy
from commonweal.databases import Service
from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.platform import prepare
from commonweal.state import SERVICES, State
from commonweal.supervisor import Supervisor

app = typer.Typer(add_completion=False)
#: Of the state directory, what one backup replaces as a whole.
HELD = ("postgres", "nats", "documents")
BEGIN = """
    insert into epochs (number, began_at)
    select coalesce(max(number), 1) + 1, (select coalesce(max(position), 0) from ledger) from epochs
"""


@app.command()
def restore(
    place: Annotated[Path, typer.Argument(metavar="DIR", help="What `backup` has written.")],
    *,
    escrow: Annotated[Path | None, typer.Option(help="Where that backup's secrets and keys of erasure are.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Set aside what the state holds, and keep it there.")
    ] = False,
    only: Annotated[
        Service | None, typer.Option(help="This service's database alone; then `up`, and `reconcile` it.")
    ] = None,
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """Restore a backup into a state in which nothing runs; every service begins a new epoch with it."""
    state = State(directory)
    os.umask(0o077)
    manifest = proved(place)
    must_be_known(manifest)
    must_belong(place, manifest, escrow)
    with state.hold(), err.status("Restoring…"):
        if only is not None:
            asyncio.run(restored_alone(state, place, manifest, only, escrow, replace=replace))
        else:
            make_way(state, escrow, replace=replace)
            state.half_restored.touch()
            shutil.copytree(place / "documents", state.documents)
            prepare(state)
            asyncio.run(restored(state, place, manifest, escrow))
            state.half_restored.unlink()
    if escrow is None and only is None:
        err.print("Keys of erasure are not restored: texts under them read as erased. --escrow brings them.")
    if as_json:
        out.print_json(json.dumps({"taken_at": manifest["taken_at"], "only": only}))
    else:
        out.print(f"Restored as of {manifest['taken_at']}.", highlight=False)


def must_be_known(manifest: dict[str, Any]) -> None:
    """Raises CannotDo if a later release has written it."""
    for name, held in manifest["databases"].items():
        unknown = set(held["revisions"]) - migrations.revisions(name) - migrations.revisions("chassis")
        if unknown:
            raise CannotDo(f"A later release has written this backup: {', '.join(sorted(unknown))} is not known here.")


def must_belong(place: Path, manifest: dict[str, Any], escrow: Path | None) -> None:
    """Raises CannotDo for what is damaged in the escrow, or is older than the backup."""
    if escrow is not None and proved(escrow)["taken_at"] < manifest["taken_at"]:
        raise CannotDo(f"{escrow} is older than {place}: it lacks keys that the backup needs.")


def make_way(state: State, escrow: Path | None, *, replace: bool) -> None:
    """Set aside what is there, and take what unseals from the escrow. Raises CannotDo."""
    there = [name for name in HELD if (state.directory / name).exists()]
    if there and not replace:
        raise CannotDo(f"{state.directory} holds {', '.join(there)} already; --replace sets them aside.")
    if escrow is None and not (state.directory / "secrets.json").exists():
        raise CannotDo("Without its secrets nothing sealed could be opened: --escrow DIR says where they are.")
    aside = state.directory / f"replaced-{stamp()}"
    for name in [*there, *(UNSEALING if escrow else ())]:
        if (state.directory / name).exists():
            aside.mkdir(exist_ok=True)
            (state.directory / name).rename(aside / name)
    if escrow is not None:
        for name in UNSEALING:
            copy(escrow / name, state.directory / name)


async def restored(state: State, place: Path, manifest: dict[str, Any], escrow: Path | None) -> None:
    """Every database, on a fresh cluster. Streams are filled from the ledgers when all is up again."""
    async with Supervisor() as supervisor:
        await supervisor.start([postgres.program(state)])
        await postgres.furnish(state)
        for name, (database, _) in PARTS.items():
            await fill(state, database, place / "databases" / f"{name}.dump")
        if escrow is not None:
            await fill(state, FORGETFUL, escrow / "keystore.dump", ["--data-only"])
        for service in SERVICES:
            await must_stand(state, service, manifest)
            await said(state, service, BEGIN)


async def restored_alone(
    state: State, place: Path, manifest: dict[str, Any], service: str, escrow: Path | None, *, replace: bool
) -> None:
    """One service's database; what was there stays beside it. Its keys of erasure are those that are there now."""
    if not (state.directory / "postgres").exists():
        raise CannotDo(f"{state.directory} holds no databases: restore all of them.")
    if not replace:
        raise CannotDo(f"{state.directory} holds a database of {service}; --replace sets it aside.")
    prepare(state)
    aside = f"{service}_replaced_{stamp()}"
    async with Supervisor() as supervisor:
        await supervisor.start([postgres.program(state)])
        await said(state, "postgres", f"alter database {service} rename to {aside}")
        try:
            await postgres.furnish(state)
            await filled_alone(state, place, service, escrow, aside)
            await must_stand(state, service, manifest)
        except BaseException:
            await said(state, "postgres", f"drop database if exists {service} with (force)")
            await said(state, "postgres", f"alter database {aside} rename to {service}")
            raise


async def filled_alone(state: State, place: Path, service: str, escrow: Path | None, aside: str) -> None:
    """From the backup, but for keys of erasure: without an escrow they are those of the database set aside."""
    for name, (database, _) in PARTS.items():
        if database == service:
            await fill(state, service, place / "databases" / f"{name}.dump")
    if service != FORGETFUL:
        return
    with tempfile.TemporaryDirectory(dir=state.directory) as passing:
        keys = escrow / "keystore.dump" if escrow else Path(passing) / "keystore.dump"
        if escrow is None:
            await dump_keys(state, aside, keys)
        await fill(state, service, keys, ["--data-only"])


async def must_stand(state: State, service: str, manifest: dict[str, Any]) -> None:
    """The ledger is where the manifest says. Raises CannotDo."""
    connection = await asyncpg.connect(state.operators_url(service), server_settings=UNHURRIED)
    try:
        last = await connection.fetchrow(HEAD)
    finally:
        await connection.close()
    held = manifest["databases"][service]
    if (last["position"] if last else 0, last["hash"] if last else None) != (held["head"], held["hash"]):
        raise CannotDo(f"The ledger of {service} is not where the backup says: at {held['head']}.")


async def said(state: State, database: str, statement: str) -> None:
    """One statement, as the superuser."""
    connection = await asyncpg.connect(state.operators_url(database), server_settings=UNHURRIED)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def stamp() -> str:
    """Of this moment, for names."""
    return datetime.now(UTC).strftime("%Y%m%dt%H%M%S")
