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

STATE = Path(".commonweal")
NOW: str | None = None
