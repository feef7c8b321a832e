"""`commonweal rebuild`: let projections read everything again, while the platform runs and shows what they were."""

import asyncio
from typing import Annotated

import typer
from nats.js import JetStreamContext
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from chassis.projections import Projection
from chassis.rebuild import rebuild as anew
from chassis.standing import standings
from chassis.stream import passing
from commonweal.databases import Service, Sessions, opened, operator, readers, work_of
from commonweal.errors import CannotDo
from commonweal.options import STATE, StateDirectory, err
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
) -> None:
    """Rebuild projections from the first event on; ends when they have read all that was there when it began."""
    asyncio.run(begin_anew(State(directory), service, projection, stale=stale))


async def begin_anew(state: State, service: str, name: str, *, stale: bool) -> None:
    """One after the other. Raises CannotDo."""
    async with opened(state, service) as sessions, operator(state) as jetstream:
        projections = [reader for reader in readers(state, service, sessions) if isinstance(reader, Projection)]
        chosen = [projection for projection in projections if name in {"", projection.spec.name}]
        if not chosen:
            known = ", ".join(projection.spec.name for projection in projections) or "none"
            raise CannotDo(f"{service} has no such projection; it has: {known}.")
        if stale:
            asking = await outdated(sessions, service)
            chosen = [projection for projection in chosen if projection.spec.name in asking]
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns, console=err) as progress:
            for projection in chosen:
                await shown(projection, jetstream, progress)


async def shown(projection: Projection, jetstream: JetStreamContext, progress: Progress) -> None:
    """Rebuild one, and show how far it is. Raises CannotDo if the platform was disturbed meanwhile."""
    bar = progress.add_task(projection.spec.name, total=None)
    try:
        await anew(projection, jetstream, lambda at, end: progress.update(bar, completed=min(at, end), total=end))
    except Exception as error:
        if not passing(error):
            raise
        name = projection.spec.name
        raise CannotDo(f"{name} is as it was: {type(error).__name__} came between. Try again.") from error


async def outdated(sessions: Sessions, service: str) -> set[str]:
    """The readers that ask to be rebuilt."""
    async with sessions() as session:
        return {reader.reader for reader in await standings(session, work_of(service)) if reader.stale}
