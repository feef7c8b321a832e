"""The platform as a whole: what is started before what."""

import asyncio
import os

import psutil

from commonweal import broker, credentials, migrations, ports, postgres, services
from commonweal.births import Nursery
from commonweal.errors import CannotDo, PortTaken
from commonweal.progress import Progress
from commonweal.state import Running, State
from commonweal.supervisor import Supervisor

#: Seconds that what a killed supervisor left behind has to end by itself.
PATIENCE = 10


async def bring_up(
    supervisor: Supervisor, nursery: Nursery, state: State, port: int, *, sandbox: bool, progress: Progress
) -> str:
    """Start everything; returns the gateway's address once every gate is open. Raises CannotDo."""
    url = services.address(port)

    def tell(*, ready: bool) -> None:
        state.tell(Running(os.getpid(), url, sandbox, ready, tuple(supervisor.processes())))

    if state.half_restored.exists():
        raise CannotDo(f"A restore into {state.directory} was broken off: do it again, with --replace.")
    await asyncio.to_thread(sweep, state)
    if not ports.is_free(port):
        raise PortTaken(f"Somebody else listens on port {port}; `--port` names another.")
    supervisor.changed = lambda: tell(ready=False)
    await asyncio.to_thread(prepare, state)
    await supervisor.start([postgres.program(state), broker.program(state)], opened=progress.opened)
    await postgres.furnish(state)
    programs = services.programs(state, nursery, port, sandbox=sandbox)
    await migrations.migrate(state, programs)
    progress.opened("databases")
    # The gateway comes last, so that it is the first to stop.
    await supervisor.start(programs[:-1], programs[-1:], opened=progress.opened)
    supervisor.changed = lambda: tell(ready=True)
    supervisor.changed()
    return url


def prepare(state: State) -> None:
    """All that is made once."""
    ports.vacated(state.directory / "ports.json")
    state.documents.mkdir(exist_ok=True)
    credentials.written(state.directory / "credentials.json")
    postgres.initialise(state)


def sweep(state: State) -> None:
    """End what a killed supervisor left behind, where the system did not do so itself."""
    left = state.left_behind()
    _, stubborn = psutil.wait_procs(left, timeout=0.5)
    for process in stubborn:
        process.terminate()
    _, stubborn = psutil.wait_procs(stubborn, timeout=PATIENCE)
    for process in stubborn:
        process.kill()
