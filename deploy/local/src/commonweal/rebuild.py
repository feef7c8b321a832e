"""`commonweal rebuild`: let projections read everything again, while the platform runs and shows what they were."""

import asyncio
import json
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from chassis.operations import Operations
from chassis.projections import Projection
from chassis.stream import passing
from commonweal.databases import Service, operating_on
from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import State

app = typer.Typer(add_completion=False)


@app.command()
def rebuild(
    service: Annotated[Service, typer.Argument(help="Whose projections.")],
    projection: Annotated[str, typer.Argument(help="Which one; all, if none is named.")] = "",
    *,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only those whose code has changed since they were built.")
    ] = False,
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """Rebuild projections from the first event on; ends when they have read all that was there when it began."""
    rebuilt = asyncio.run(begin_anew(State(directory), service, projection, stale=stale))
    if as_json:
        out.print_json(json.dumps({"rebuilt": rebuilt}))


async def begin_anew(state: State, service: str, name: str, *, stale: bool) -> list[str]:
    """One after the other; their names. Raises NotFound, CannotDo."""
    async with operating_on(state, service) as operations:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        chosen = await operations.to_rebuild(name, stale=stale)
        with Progress(*columns, console=err) as progress:
            for projection in chosen:
                await shown(operations, projection, progress)
        return [projection.spec.name for projection in chosen]


async def shown(operations: Operations, projection: Projection, progress: Progress) -> None:
    """Rebuild one, and show how far it is. Raises CannotDo if the platform was disturbed meanwhile."""
    bar = progress.add_task(projection.spec.name, total=None)
    try:
        await operations.rebuild(projection, lambda at, end: progress.update(bar, completed=min(at, end), total=end))
    except Exception as error:
        if not passing(error):
            raise
        name = projection.spec.name
        raise CannotDo(f"{name} is as it was: {type(error).__name__} came between. Try again.") from error
