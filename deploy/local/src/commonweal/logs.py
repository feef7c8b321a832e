"""`commonweal logs`: what one process of the platform has to say."""

import sys
import time
from collections import deque
from typing import Annotated, Literal, TextIO

import typer

from commonweal.errors import CannotDo
from commonweal.options import STATE, StateDirectory
from commonweal.state import State

app = typer.Typer(add_completion=False)
Process = Literal["postgres", "nats", "registry", "tendering", "ratings", "grants", "transparency", "gateway"]


@app.command()
def logs(
    service: Annotated[Process, typer.Argument(help="Whose log.", show_choices=True)],
    directory: StateDirectory = STATE,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")] = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="And go on, until Ctrl-C.")] = False,
) -> None:
    """Show the end of a log; it is there after a stop, too."""
    log = State(directory).log(service)
    if not log.exists():
        raise CannotDo(f"{service} has said nothing yet: there is no {log}.")
    with log.open(errors="replace") as text:
        sys.stdout.writelines(deque(text, maxlen=lines))
        if follow:
            keep_reading(text)


def keep_reading(text: TextIO) -> None:
    """Until Ctrl-C."""
    while True:
        sys.stdout.writelines(text)
        sys.stdout.flush()
        time.sleep(0.2)
