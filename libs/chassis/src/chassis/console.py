"""An operator's commands where a service runs: `python -m chassis SERVICE verify|rebuild|parked|reconcile`.

They find the service by the settings that its own processes have. Results go to standard output, one a line, or as JSON
with `--json`; the exit code is 0 when all is well, 1 when something differs or cannot be done.
"""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from nats.errors import Error as NatsError

from chassis.operations import Operations, operating
from chassis.settings import Settings
from chassis.work import Work
from kernel.errors import DomainError

Told = int  # the exit code


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """These commands, beside those that run the service."""
    verify = commands.add_parser("verify", help="compare ledger, stream and checkpoints; 1 on any difference")
    rebuild = commands.add_parser("rebuild", help="read everything again into projections, while they are read")
    rebuild.add_argument("projection", nargs="?", default="", help="all, if none is named")
    rebuild.add_argument("--stale", action="store_true", help="only those whose code has changed")
    parked = commands.add_parser("parked", help="what could not be applied")
    parked.add_argument("--retry", type=int, metavar="POSITION", help="apply it, and what queues behind it")
    parked.add_argument("--drop", type=int, metavar="POSITION", help="give it up for good; needs --reason")
    parked.add_argument("--reason", default="", help="why it may be dropped; kept with it")
    parked.add_argument("--reader", default="", help="of which reader, if several parked there")
    reconcile = commands.add_parser("reconcile", help="what the stream has that a restored ledger has not")
    reconcile.add_argument("--withdraw", action="store_true", help="withdraw it: a new epoch begins. As NATS' operator")
    reconcile.add_argument("--anew", action="store_true", help="begin an epoch though nothing differs: NATS was lost")
    for parser in (verify, parked, reconcile):
        parser.add_argument("--json", action="store_true", dest="as_json", help="for machines")


async def operate(work: Work, settings: Settings, asked: Namespace) -> Told:
    """Do what was asked; returns the exit code."""
    try:
        async with operating(work, settings) as operations:
            return await OPERATIONS[asked.command](operations, asked)
    except (DomainError, NatsError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


async def verified(operations: Operations, asked: Namespace) -> Told:
    """A line for each difference."""
    found = await operations.differences()
    tell(found, found, as_json=asked.as_json)
    return 1 if found else 0


async def rebuilt(operations: Operations, asked: Namespace) -> Told:
    """A line for each projection."""
    for projection in await operations.to_rebuild(asked.projection, stale=asked.stale):
        await operations.rebuild(projection, lambda at, end: None)
        sys.stdout.write(f"{projection.spec.name} is built anew.\n")
    return 0


async def attended(operations: Operations, asked: Namespace) -> Told:
    """A line for each event that is parked, once what was asked is done."""
    if asked.drop is not None and not asked.reason.strip():
        raise DomainError("Whoever drops an event says why: --reason TEXT.")
    if asked.drop is not None:
        await operations.drop(asked.drop, asked.reason.strip(), asked.reader)
    elif asked.retry is not None:
        await operations.retry(asked.retry, asked.reader)
    rows = await operations.parked()
    shown = ("position", "reader", "stream", "type", "entity", "reason")
    tell([dict(row) for row in rows], ["\t".join(str(row[name]) for name in shown) for row in rows],
         as_json=asked.as_json)  # fmt: skip
    return 0


async def reconciled(operations: Operations, asked: Namespace) -> Told:
    """A line for each event that the ledger has not, withdrawn if so asked."""
    outcome = await operations.reconcile(withdraw=asked.withdraw, anew=asked.anew)
    tell(outcome.document, ["\t".join(map(str, each)) for each in outcome.events], as_json=asked.as_json)
    sys.stderr.write(f"{outcome}\n")
    return 0 if outcome.settled else 1


def tell(document: Any, lines: list[str], *, as_json: bool) -> None:
    """One or the other."""
    shown = [json.dumps(document, default=str)] if as_json else lines
    sys.stdout.write("".join(f"{line}\n" for line in shown))


OPERATIONS: Mapping[str, Callable[[Operations, Namespace], Awaitable[Told]]] = {
    "verify": verified,
    "rebuild": rebuilt,
    "parked": attended,
    "reconcile": reconciled,
}
