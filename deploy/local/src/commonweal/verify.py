"""`commonweal verify`: whether ledgers, streams and checkpoints still tell one story."""

import asyncio
import json

import typer

from chassis.database import open_engine
from chassis.verify import verify as differences_of
from commonweal.databases import operator
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import SERVICES, State

app = typer.Typer(add_completion=False)


@app.command()
def verify(directory: StateDirectory = STATE, as_json: Json = False) -> None:
    """Recompute every hash chain, compare it with streams and checkpoints; exit code 1 on any difference."""
    state = State(directory)
    state.running()
    found = asyncio.run(verified(state))
    if as_json:
        out.print_json(json.dumps(found))
    for service, differences in found.items():
        for difference in differences:
            err.print(f"{service}: {difference}", style="red", markup=False)
    if any(found.values()):
        raise typer.Exit(1)
    if not as_json:
        out.print("Ledgers, streams and checkpoints agree.")


async def verified(state: State) -> dict[str, list[str]]:
    """The differences of each service."""
    found = {}
    async with operator(state) as jetstream:
        with err.status("") as progress:
            for service in SERVICES:
                progress.update(f"Reading {service}…")
                engine = open_engine(state.database_url(service, "postgresql+asyncpg"), connections=2)
                try:
                    found[service] = await differences_of(engine, jetstream, service)
                finally:
                    await engine.dispose()
    return found
