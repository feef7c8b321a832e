"""`commonweal down`: stop what runs in a state directory."""

import time

import psutil
import typer

from commonweal.errors import CannotDo
from commonweal.options import STATE, StateDirectory, err
from commonweal.state import State, alive

app = typer.Typer(add_completion=False)
#: Seconds; each layer has at most 8 of its own before it is made to stop.
PATIENCE = 40


@app.command()
def down(directory: StateDirectory = STATE) -> None:
    """Let requests under way finish, then stop everything; `up` goes on from there."""
    supervisor = psutil.Process(State(directory).running().pid)
    deadline = time.monotonic() + PATIENCE
    with err.status("Stopping…"):
        supervisor.terminate()
        while alive(supervisor):
            if time.monotonic() > deadline:
                raise CannotDo(f"It does not stop: process {supervisor.pid} still runs after {PATIENCE} seconds.")
            time.sleep(0.05)
    err.print("Stopped.")
