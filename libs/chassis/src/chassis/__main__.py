"""`python -m chassis SERVICE api|worker|both|migrate`: one image, four commands. Settings come from the environment."""

import argparse
import asyncio
import importlib
import logging
import signal
from importlib.util import find_spec

from chassis import logs
from chassis.database import open_engine
from chassis.migrations import upgrade
from chassis.serve import serve
from chassis.settings import Settings
from chassis.work import Work, run

COMMANDS = {
    "api": "answer requests",
    "worker": "relay the ledger, read the others', react, keep deadlines",
    "both": "api and worker in one process",
    "migrate": "bring the database up to date",
}
log = logging.getLogger("chassis")


async def main(service: str, command: str) -> None:
    """Do it until asked to stop (SIGTERM, SIGINT); what is under way is finished first."""
    settings = settings_of(service)
    if command == "migrate":
        await upgrade(service, settings.database_url)
        return
    tasks = set()
    if command != "worker":
        app = importlib.import_module(f"{service}.app").create(settings)
        tasks.add(asyncio.create_task(serve(app, settings), name="api"))
    if command != "api" and (work := work_of(service)) is not None:
        tasks.add(asyncio.create_task(toil(work, settings, stops=command == "worker"), name="worker"))
    # Whichever ends first ends the other: the api when it is told to stop, either when it fails.
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()


async def toil(work: Work, settings: Settings, *, stops: bool) -> None:
    """The service's work; told to stop by signals itself if there is no api that hears them."""
    task = asyncio.current_task()
    if stops and task is not None:
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    engine = open_engine(settings.database_url, connections=settings.database_connections)
    try:
        await run(work, settings, engine)
    except asyncio.CancelledError:
        log.info("%s has stopped working", work.service)
    finally:
        await engine.dispose()


def settings_of(service: str) -> Settings:
    """The service's own settings, or those that all have."""
    if find_spec(f"{service}.settings") is None:
        return Settings()
    kind: type[Settings] = importlib.import_module(f"{service}.settings").Settings
    return kind()


def work_of(service: str) -> Work | None:
    """What it does when nobody asks; nothing, if it has no worker."""
    if find_spec(f"{service}.worker") is None:
        return None
    work: Work = importlib.import_module(f"{service}.worker").WORK
    return work


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m chassis", description=__doc__)
    parser.add_argument("service")
    meanings = "; ".join(f"{command}: {meaning}" for command, meaning in COMMANDS.items())
    parser.add_argument("command", choices=COMMANDS, help=meanings)
    arguments = parser.parse_args()
    logs.configure(arguments.service)
    asyncio.run(main(arguments.service, arguments.command))
