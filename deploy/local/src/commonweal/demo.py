"""`commonweal demo`: a fresh sandbox, two stories played in it, and a page worth looking at."""

import asyncio
import os
import shutil
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from commonweal.errors import CannotDo
from commonweal.options import STATE, StateDirectory, err
from commonweal.play.command import tell
from commonweal.play.document import read
from commonweal.progress import Progress
from commonweal.state import State
from commonweal.up import serve

app = typer.Typer(add_completion=False)
STORIES = Path(__file__).parent / "stories"


@app.command()
def demo(
    directory: StateDirectory = STATE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the gateway listens.")] = 8080,
) -> None:
    """Start afresh, play Northbridge's story and its neighbour's, all fictional, and stay up until Ctrl-C."""
    state = State(directory)
    begin_afresh(state)
    with state.hold():
        os.umask(0o077)  # what it keeps is nobody else's to read
        state.demo.touch()
        story = partial(play, state)
        asyncio.run(serve(state, port, sandbox=True, progress=Progress(as_json=False), then=story))


def begin_afresh(state: State) -> None:
    """Remove what an earlier demo left. Raises CannotDo for a state that is somebody's own, or is running."""
    if not state.directory.exists() or not any(state.directory.iterdir()):
        return
    if not state.demo.exists():
        raise CannotDo(f"{state.directory} holds data that is no demo's; name another directory with --state.")
    with state.hold():
        shutil.rmtree(state.directory)  # while we hold it, nobody runs it


def play(state: State, url: str) -> None:
    """Two councils' stories; in the first, the award is the one that its council made."""
    for story in ("northbridge.json", "saltmarsh.json"):
        tell(read(STORIES / story), state, url, quiet=False)
    err.print(f"Two fictional councils have bought, given and been rated. Look: {url}/", highlight=False)
