"""The options that commands share, spelt once."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

#: Results go to standard output, progress and complaints to standard error: `--json` can be piped.
out = Console(soft_wrap=True)
err = Console(stderr=True)

StateDirectory = Annotated[
    Path, typer.Option("--state", envvar="COMMONWEAL_STATE", help="The directory that holds everything it keeps.")
]
Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")]

As = Annotated[str, typer.Option("--as", help="Which client of credentials.json acts: its client_id.")]
Now = Annotated[
    str | None,
    typer.Option("--now", envvar="COMMONWEAL_NOW", help="In a sandbox: when in the story this happens."),
]
Phase = Annotated[
    int | None, typer.Option(min=1, max=20, help="For which phase of the notice; left out, it is about the bids.")
]

STATE = Path(".commonweal")
NOW: str | None = None


def of_phase(phase: int | None) -> dict[str, int]:
    """What is asked of the platform about a phase, or about the bids."""
    return {} if phase is None else {"phase": phase}
