"""`python -m chassis SERVICE COMMAND`: one image for all that a service does, and for what its operators do.

Settings come from the environment.
"""

import argparse
import asyncio
import gc
import importlib
import signal
import sys
from importlib.util import find_spec

import uvloop

from chassis import console, logs, telemetry
from chassis.database import open_engine
from chassis.logins import owners_of
from chassis.serve import serve
from chassis.settings import Settings
from chassis.work import Work, run, work_of

COMMANDS = {
    "api": "answer requests",
    "worker": "relay the ledger, read the others', react, keep deadlines",
    "both": "api and worker in one process",
    "migrate": "bring the database up to date",
}


GARBAGE = (50_000, 20, 50)  # new objects; then collections of the youngest, and of the middle generation


async def main(service: str, command: str) -> None:
    """Do it until asked to stop (SIGTERM, SIGINT); what is under way is finished first."""
    settings = settings_of(service)
    if command == "migrate":
        from chassis.migrations import upgrade  # noqa: PLC0415  Alembic is slow to import

        await upgrade(service, settings.migration_database_url or settings.database_url, owners_of(settings))
        return
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    work = work_of(service) if command != "api" else None
    telemetry.begin(service, tracing=settings.tracing)
    app = importlib.import_module(f"{service}.app").create(settings) if command != "worker" else None
    spare_collector()
    try:
        async with asyncio.TaskGroup() as group:
            working = group.create_task(toil(work, settings)) if work is not None else None
            if app is not None:
                await serve(app, settings, stopping)
            else:
                await stopping.wait()
            if working is not None:
                working.cancel()
    finally:
        telemetry.end()


def spare_collector() -> None:
    """Have the collector pass over what was loaded, and look less often at what is new.

    By default it looks at every seven hundred new objects, which one batch of events exceeds twenty times: that is a
    third of the batch's time. What is no cycle, nearly everything, is freed without it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


async def toil(work: Work, settings: Settings) -> None:
    """The service's work, until cancelled."""
    engine = open_engine(settings.database_url, connections=settings.database_connections, logins=settings.logins)
    try:
        await run(work, settings, engine)
    finally:
        await engine.dispose()


def settings_of(service: str) -> Settings:
    """The service's own settings, or those that all have."""
    if find_spec(f"{service}.settings") is None:
        return Settings()
    kind: type[Settings] = importlib.import_module(f"{service}.settings").Settings
    return kind()


def parser() -> argparse.ArgumentParser:
    """How it is called."""
    asked = argparse.ArgumentParser(prog="python -m chassis", description=__doc__)
    asked.add_argument("service")
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command, meaning in COMMANDS.items():
        commands.add_parser(command, help=meaning)
    console.add_to(commands)
    return asked


if __name__ == "__main__":
    arguments = parser().parse_args()
    logs.configure(arguments.service)
    if arguments.command in console.OPERATIONS:
        work = work_of(arguments.service) or Work(arguments.service)
        sys.exit(uvloop.run(console.operate(work, settings_of(arguments.service), arguments)))
    uvloop.run(main(arguments.service, arguments.command))
