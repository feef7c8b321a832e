"""`commonweal parked`: the events that a service could not apply, and what to do about them."""

import asyncio
import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import RowMapping

from commonweal.databases import Service, operating_on
from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import State

app = typer.Typer(add_completion=False)


@app.command()
def parked(
    service: Annotated[Service, typer.Argument(help="Whose parked events.")],
    *,
    retry: Annotated[
        int | None, typer.Option(help="Apply the event at this position, and what queues behind it.")
    ] = None,
    drop: Annotated[
        int | None, typer.Option(help="Give the event at this position up for good; needs --reason.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why it may be dropped; kept with it.")] = "",
    reader: Annotated[str, typer.Option(help="Of which projection or reaction, if several parked there.")] = "",
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """List what a service could not apply; retry it, or drop it with a reason."""
    if retry is not None and drop is not None:
        raise CannotDo("Either --retry or --drop, not both.")
    if drop is not None and not reason.strip():
        raise CannotDo("Whoever drops an event says why: --reason TEXT.")
    rows = asyncio.run(attend(State(directory), service, retry=retry, drop=drop, reason=reason.strip(), reader=reader))
    if as_json:
        out.print_json(json.dumps([dict(row) for row in rows], default=str))
    else:
        show(service, rows)


async def attend(
    state: State, service: str, *, retry: int | None, drop: int | None, reason: str, reader: str
) -> Sequence[RowMapping]:
    """Do what is asked; returns what is parked afterwards. Raises NotFound."""
    async with operating_on(state, service) as operations:
        if drop is not None:
            err.print(f"{await operations.drop(drop, reason, reader)} applied.")
        elif retry is not None:
            err.print(f"{await operations.retry(retry, reader)} applied.")
        return await operations.parked()


def show(service: str, rows: Sequence[RowMapping]) -> None:
    """As a table."""
    if not rows:
        out.print(f"Nothing is parked in {service}.")
        return
    table = Table("position", "reader", "stream", "event", "entity", "reason", title=f"Parked in {service}")
    for row in rows:
        table.add_row(
            str(row["position"]), row["reader"], row["stream"], row["type"], str(row["entity"]), row["reason"]
        )
    out.print(table)
