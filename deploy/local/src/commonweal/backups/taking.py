"""`commonweal backup`: the running instance, as it is at one instant, into a directory."""

import asyncio
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from commonweal.backups.dumps import FORGETFUL, PARTS, dump, dump_keys
from commonweal.backups.instant import Instant, one_instant
from commonweal.backups.manifest import sealed
from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import State

app = typer.Typer(add_completion=False)
#: Of the state directory, what opens what the ledgers and tables hold sealed, and who may act.
UNSEALING = ("secrets.json", "credentials.json", "openers")


@app.command()
def backup(
    place: Annotated[Path, typer.Argument(metavar="DIR", help="Where to; it must not be there yet.")],
    *,
    escrow: Annotated[
        Path | None, typer.Option(help="Where secrets and keys of erasure go: elsewhere, in other hands.")
    ] = None,
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """Back up databases and documents while everything runs; with --escrow also, apart from them, what unseals them."""
    state = State(directory)
    state.running()
    os.umask(0o077)
    asyncio.run(taken(state, place, escrow))
    if as_json:
        out.print_json(json.dumps({"backup": str(place), "escrow": str(escrow) if escrow else None}))
    else:
        out.print(f"Backed up to {place}.", highlight=False)
    if escrow is None:
        err.print("Secrets and keys of erasure are not in it; --escrow DIR keeps them, and nothing opens without.")


async def taken(state: State, place: Path, escrow: Path | None) -> None:
    """Both, of one instant. Raises CannotDo."""
    with err.status("Reading the databases…") as progress, written(place) as fresh:
        async with one_instant(state) as instant:
            told = {
                "id": str(uuid4()),
                "taken_at": datetime.now(UTC).isoformat(),
                "release": version("commonweal-local"),
            }
            (fresh / "databases").mkdir()
            await asyncio.gather(*(part(state, instant, name, fresh) for name in PARTS))
            if escrow is not None:
                await escrowed(state, instant, escrow, told)
        progress.update("Copying documents…")
        await asyncio.to_thread(shutil.copytree, state.documents, fresh / "documents")
        await asyncio.to_thread(sealed, fresh, {**told, "databases": instant.held})


async def part(state: State, instant: Instant, name: str, fresh: Path) -> None:
    """One file of a backup."""
    database, options = PARTS[name]
    snapshot = f"--snapshot={instant.snapshots[database]}"
    await dump(state, database, fresh / "databases" / f"{name}.dump", [*options, snapshot])


async def escrowed(state: State, instant: Instant, place: Path, told: dict[str, Any]) -> None:
    """What unseals. It takes the place of an earlier one: of a key that was forgotten no copy may be left."""
    with written(place, over=True) as fresh:
        snapshot = f"--snapshot={instant.snapshots[FORGETFUL]}"
        await dump_keys(state, FORGETFUL, fresh / "keystore.dump", [snapshot])
        for name in UNSEALING:
            copy(state.directory / name, fresh / name)
        sealed(fresh, told)


def copy(source: Path, to: Path) -> None:
    """A file or a folder, if it is there."""
    if source.is_dir():
        shutil.copytree(source, to)
    elif source.exists():
        shutil.copy2(source, to)


@contextmanager
def written(place: Path, *, over: bool = False) -> Iterator[Path]:
    """A directory that gets its name once all of it is written. Raises CannotDo if that is taken, unless `over` it."""
    if place.exists() and not over:
        raise CannotDo(f"{place} is there already.")
    fresh = place.with_name(f"{place.name}.unfinished")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)
