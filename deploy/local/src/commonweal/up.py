"""`commonweal up`: everything, on one machine, until it is told to stop."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Annotated

import typer

from commonweal.births import Nursery
from commonweal.options import STATE, Json, StateDirectory
from commonweal.platform import bring_up
from commonweal.progress import Progress
from commonweal.state import State
from commonweal.supervisor import Supervisor

app = typer.Typer(add_completion=False)


@app.command()
def up(
    directory: StateDirectory = STATE,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Where the gateway listens, on this machine only.")
    ] = 8080,
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Let clients set the time: for stories and tests.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Start everything and keep it running until Ctrl-C; a second time on the same state goes on with all it kept."""
    state = State(directory)
    with state.hold():
        os.umask(0o077)  # what it keeps is nobody else's to read
        state.demo.unlink(missing_ok=True)
        asyncio.run(serve(state, port, sandbox=sandbox, progress=Progress(as_json)))


async def serve(
    state: State, port: int, *, sandbox: bool, progress: Progress, then: Callable[[str], None] | None = None
) -> None:
    """Bring it up, say so, wait for a signal, take it down. A second signal does not wait: the children die with us.

    `then` is done once, in a thread of its own, with the address at which everything is ready.

    Raises CannotDo.
    """
    ourselves = asyncio.current_task()
    assert ourselves is not None  # noqa: S101
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, ourselves.cancel)
    try:
        async with Nursery(state.log("nursery")) as nursery, Supervisor() as supervisor:
            url = await bring_up(supervisor, nursery, state, port, sandbox=sandbox, progress=progress)
            progress.ready(url)
            if then is not None:
                await asyncio.to_thread(then, url)
            await asyncio.Event().wait()
    except asyncio.CancelledError:
        progress.stopped()
