"""`commonweal verify`: whether ledgers, streams and checkpoints still tell one story."""

import asyncio
import json

import typer

from commonweal.databases import operating_on
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
    with err.status("") as progress:
        for service in SERVICES:
            progress.update(f"Reading {service}…")
            async with operating_on(state, service) as operations:
                found[service] = await operations.differences()
    return found
