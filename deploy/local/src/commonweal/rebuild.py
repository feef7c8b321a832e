"""`commonweal rebuild`: empty what projections built and let them read everything again, while the platform runs."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from chassis.ledger import head_of
from chassis.projections import Projection
from chassis.standing import standings
from commonweal.databases import Service, Sessions, opened, readers, work_of
from commonweal.errors import CannotDo
from commonweal.options import STATE, StateDirectory, err
from commonweal.state import State

app = typer.Typer(add_completion=False)
POLL = 0.1


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
    """Empty them, then watch them read. Raises CannotDo."""
    async with opened(state, service) as sessions:
        projections = [reader for reader in readers(state, service, sessions) if isinstance(reader, Projection)]
        chosen = [projection for projection in projections if name in {"", projection.spec.name}]
        if not chosen:
            known = ", ".join(projection.spec.name for projection in projections) or "none"
            raise CannotDo(f"{service} has no such projection; it has: {known}.")
        if stale:
            asking = await outdated(sessions, service)
            chosen = [projection for projection in chosen if projection.spec.name in asking]
        ends = [await length(state, projection.spec.source) for projection in chosen]
        for projection in chosen:
            await projection.begin_anew()
        await watch(chosen, ends)


async def outdated(sessions: Sessions, service: str) -> set[str]:
    """The readers that ask to be rebuilt."""
    async with sessions() as session:
        return {reader.reader for reader in await standings(session, work_of(service)) if reader.stale}


async def length(state: State, source: str) -> int:
    """How many events a ledger holds."""
    async with opened(state, source) as sessions, sessions() as session:
        return (await head_of(session))[0]


async def watch(projections: Sequence[Projection], ends: Sequence[int]) -> None:
    """Show how far each has read until all have reached their ends."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=err) as progress:
        bars = [
            progress.add_task(projection.spec.name, total=end)
            for projection, end in zip(projections, ends, strict=True)
        ]
        behind = True
        while behind:
            at = [await projection.position() for projection in projections]
            behind = any(position < end for position, end in zip(at, ends, strict=True))
            for bar, position, end in zip(bars, at, ends, strict=True):
                progress.update(bar, completed=min(position, end))
            await asyncio.sleep(POLL if behind else 0)
