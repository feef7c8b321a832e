"""`commonweal reconcile`: what a stream has that a restored ledger has not, and how to go on without it."""

import asyncio
import json
from typing import Annotated

import typer
from rich.table import Table

from chassis.reconcile import Outcome, Withdrawn
from commonweal.databases import Service, operating_on
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import State

app = typer.Typer(add_completion=False)


@app.command()
def reconcile(
    service: Annotated[Service, typer.Argument(help="Whose database was restored.")],
    *,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Begin a new epoch, without what the ledger has not.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin one though nothing differs: the streams were lost, too.")
    ] = False,
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """Tell what a service's stream has that its restored ledger has not; exit code 1 while that is not settled."""
    outcome = asyncio.run(settled(State(directory), service, withdraw=withdraw, anew=anew))
    if as_json:
        out.print_json(json.dumps(outcome.document))
    elif outcome.events:
        show(outcome)
    err.print(str(outcome), markup=False)
    if not outcome.settled:
        raise typer.Exit(1)


async def settled(state: State, service: str, *, withdraw: bool, anew: bool) -> Outcome:
    """Look, and do what is asked."""
    async with operating_on(state, service) as operations:
        return await operations.reconcile(withdraw=withdraw, anew=anew)


def show(outcome: Outcome) -> None:
    """As a table."""
    done = "Withdrawn" if outcome.epoch else "Not in the ledger"
    table = Table(*Withdrawn._fields, title=f"{done}: {outcome.service}")
    for each in outcome.events:
        table.add_row(*map(str, each))
    out.print(table)
