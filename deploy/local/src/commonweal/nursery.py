"""`python -m commonweal.nursery`: where services are born on Linux. It loads what all need; each is a fork of it.

To load FastAPI, SQLAlchemy and NATS takes two seconds of a processor, which six processes would spend at each start.
Here they are spent once, while PostgreSQL starts, and most of the memory is shared. A request is a line of JSON, the
answer a process id. When the supervisor dies this ends, and with it all that was born here.
"""

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from typing import Any

import uvloop

from chassis import logs
from chassis.__main__ import main
from commonweal.child import libc, tied

PR_SET_NAME = 15
#: What most services load besides the chassis' own command. None of their own modules: a service knows no other.
SHARED = ("chassis.app", "chassis.work", "chassis.http", "kernel.calendar", "events.catalogue", "rulebook", "pages")


def serve() -> None:
    """Answer requests until there is nobody left to ask."""
    # What libraries print goes to the log; only answers go to the supervisor.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the supervisor watches over them; nobody waits here
    for name in SHARED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # a collection would touch every object, and so copy the memory that is shared
    nursery = os.getpid()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            live(nursery, **json.loads(line))
        answers.write(f"{pid}\n")
        answers.flush()


def live(nursery: int, *, arguments: tuple[str, str], environment: dict[str, str], log: str) -> None:
    """Become what `python -m chassis SERVICE COMMAND` would be. Never returns."""
    service, command = arguments
    status = 1
    try:
        tied(nursery, signal.SIGKILL)()
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        libc.prctl(PR_SET_NAME, service.encode())
        turn_to(log)
        os.environ.update(environment)
        logs.configure(service)
        uvloop.run(main(service, command))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def turn_to(log: str) -> None:
    """Read nothing, and write to the log."""
    files: tuple[tuple[Any, int, tuple[int, ...]], ...] = (
        (os.devnull, os.O_RDONLY, (0,)),
        (log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, (1, 2)),
    )
    for path, flags, descriptors in files:
        opened = os.open(path, flags, 0o600)
        for descriptor in descriptors:
            os.dup2(opened, descriptor)
        os.close(opened)


if __name__ == "__main__":
    serve()
