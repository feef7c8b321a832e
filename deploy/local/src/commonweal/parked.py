"""`commonweal parked`: the events that a service could not apply, and what to do about them."""

import asyncio
import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import RowMapping

from chassis.checkpoints import Key
from chassis.parked import all_parked
from chassis.parked import drop as give_up
from chassis.parked import retry as try_again
from commonweal.databases import Service, Sessions, opened, readers
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
    """Do what is asked; returns what is parked afterwards. Raises CannotDo."""
    async with opened(state, service) as sessions:
        position = drop if retry is None else retry
        if position is not None:
            row = only(await listed(sessions), position, reader)
            if drop is not None:
                async with sessions.begin() as session:
                    await give_up(session, Key(row["reader"], row["stream"]), position, reason)
            # What queued behind a dropped event need not wait any longer: it is retried, too.
            applied = sum([await try_again(each, [row["entity"]]) for each in readers(state, service, sessions)
                           if each.key.reader == row["reader"]])  # fmt: skip
            err.print(f"{applied} applied.")
        return await listed(sessions)


async def listed(sessions: Sessions) -> Sequence[RowMapping]:
    """All that is parked, in order."""
    async with sessions.begin() as session:
        return await all_parked(session)


def only(rows: Sequence[RowMapping], position: int, reader: str) -> RowMapping:
    """The one row that is meant. Raises CannotDo if there is none, or more than one."""
    found = [row for row in rows if row["position"] == position and reader in {"", row["reader"]}]
    if not found:
        raise CannotDo(f"Nothing is parked at {position}.")
    if len(found) > 1:
        raise CannotDo(f"Several have parked {position}: say --reader {' or '.join(row['reader'] for row in found)}.")
    return found[0]


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
