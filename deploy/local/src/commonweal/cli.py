"""The `commonweal` command: one module a command, loaded when it is called for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from commonweal.errors import CannotDo
from commonweal.options import err
from kernel.errors import DomainError

#: Command -> the module whose `app` it is.
COMMANDS: Mapping[str, str] = {
    "up": "commonweal.up",
    "down": "commonweal.down",
    "status": "commonweal.status",
    "logs": "commonweal.logs",
    "import": "commonweal.imports",
    "export": "commonweal.exports",
    "seal": "commonweal.sealing",
    "bid": "commonweal.bids",
    "opener": "commonweal.openers",
    "rater": "commonweal.raters",
    "recount": "commonweal.recount",
    "verify": "commonweal.verify",
    "rebuild": "commonweal.rebuild",
    "parked": "commonweal.parked",
    "reconcile": "commonweal.reconcile",
    "backup": "commonweal.backups.taking",
    "restore": "commonweal.backups.restoring",
    "play": "commonweal.play.command",
    "demo": "commonweal.demo",
}


class Commands(TyperGroup):
    """`status` need not wait for what `up` imports."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of a day's work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """None for a word that is not a command, which the parser then reports."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(COMMANDS[cmd_name]).app)
        command.name = cmd_name
        return command

    def invoke(self, ctx: Any) -> Any:
        """What cannot be done is a sentence and exit code 1, not a traceback."""
        try:
            return super().invoke(ctx)
        except (CannotDo, DomainError) as reason:
            err.print(str(reason), style="red", markup=False, highlight=False, soft_wrap=True)
            raise SystemExit(1) from reason


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    help="Commonweal on one machine: PostgreSQL, NATS, five services and their gateway.",
    pretty_exceptions_show_locals=False,
)


@app.callback()
def commonweal() -> None:
    """Run the whole platform on one machine."""
