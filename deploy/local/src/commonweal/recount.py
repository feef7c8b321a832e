"""`commonweal recount`: whoever holds the workings of an evaluation counts its tables again, without a network."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from commonweal.errors import CannotDo
from tendering.workings.schemas.own import OwnWorkingsOut
from tendering.workings.schemas.whole import WorkingsOut

app = typer.Typer(add_completion=False)
Workings = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="What /notices/{id}/evaluation/workings answered, or …/own."),
]


@app.command()
def recount(workings: Workings) -> None:
    """Count the score tables again: byte for byte what /notices/{id}/evaluation answers, or a bidder's own points."""
    sys.stdout.write(recounted(workings.read_bytes()))


def recounted(text: bytes) -> str:
    """The tables as JSON. Raises CannotDo for what are no workings."""
    try:
        is_own = "aggregate" in json.loads(text)
        read = OwnWorkingsOut.model_validate_json(text) if is_own else WorkingsOut.model_validate_json(text)
    except (ValidationError, ValueError, TypeError) as error:
        raise CannotDo(f"These are no workings of an evaluation: {error}") from error
    return json.dumps(read.recounted().model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
