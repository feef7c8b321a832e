"""A process of the platform: started, watched, started again when it dies, stopped when it is no longer needed."""

import asyncio
import ctypes
import os
import pwd
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psutil

from commonweal.errors import NeverReady

PR_SET_PDEATHSIG = 1
#: Seconds between a death and the next life: doubled each time, and forgiven after a steady life.
SHORTEST_PAUSE, LONGEST_PAUSE, STEADY = 0.2, 10.0, 30.0
#: A process that dies this often before it was ever ready will not come up.
TRIES = 4
#: Seconds between two looks at a gate: what is starting needs the processor more than we do.
POLL = 0.15
LARGEST_LOG = 10 * 1024 * 1024
libc = ctypes.CDLL(None, use_errno=True)


class Life(Protocol):
    """A process while it lives; asyncio's own is one."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    async def wait(self) -> int:
        """Until it has ended."""

    def send_signal(self, signal: int, /) -> None:
        """Raises ProcessLookupError if it has ended."""


@dataclass(frozen=True)
class Program:
    """What to run, and how one knows that it does."""

    name: str
    command: Sequence[str | Path]
    log: Path
    #: What is still missing; None when it is ready.
    missing: Callable[[], Awaitable[str | None]]
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path | None = None
    user: int | None = None
    farewell: signal.Signals = signal.SIGTERM
    #: What it gets should the supervisor die: SIGKILL cannot be overheard, and nothing here needs a goodbye to be safe.
    orphaned: signal.Signals = signal.SIGKILL
    patience: float = 8.0
    port: int | None = None

    async def begin(self) -> Life:
        """A life tied to ours, in a process group of its own, that writes to its log. Raises OSError."""
        turn_over(self.log)
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *self.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                env={**os.environ, **self.environment},
                process_group=0,
                preexec_fn=tied(os.getpid(), self.orphaned),
                **identity(self.user),
            )


class Child:
    """One program, kept running until told to stop."""

    def __init__(self, program: Program, changed: Callable[[], None]) -> None:
        self.program, self.changed = program, changed
        self.process: Life | None = None
        self.restarts = 0
        self.stopping = asyncio.Event()
        self.keeping = asyncio.create_task(self.keep(), name=program.name)

    @property
    def pid(self) -> int | None:
        """None between two lives."""
        return self.process.pid if self.process and self.process.returncode is None else None

    @property
    def since(self) -> float | None:
        """When this life began, in the system's own reckoning."""
        with suppress(psutil.NoSuchProcess):
            return None if self.pid is None else psutil.Process(self.pid).create_time()
        return None

    async def keep(self) -> None:
        """Start it, and start it again, ever more patiently."""
        pause = SHORTEST_PAUSE
        while True:
            began = time.monotonic()
            await self.live()
            if time.monotonic() - began > STEADY:
                pause = SHORTEST_PAUSE
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)
            if self.stopping.is_set():
                return
            pause = min(pause * 2, LONGEST_PAUSE)
            self.restarts += 1

    async def live(self) -> None:
        """One life, from start to death."""
        try:
            self.process = await self.program.begin()
        except OSError as error:
            with self.program.log.open("a") as log:
                log.write(f"{error}\n")
            return  # the machine's trouble may pass: the next life is tried like any other
        self.changed()
        if self.stopping.is_set():
            self.signal(self.program.farewell)
        await self.process.wait()
        self.changed()

    async def ready(self, within: float) -> None:
        """Wait until nothing is missing. Raises NeverReady after `within` seconds, or when it keeps dying."""
        missing: str | None = "it keeps dying"
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self.restarts < TRIES:
                    if self.pid is not None:
                        missing = await self.program.missing()
                    if missing is None:
                        return
                    await asyncio.sleep(POLL)
        name, log = self.program.name, self.program.log
        raise NeverReady(f"{name} does not come up: {missing}. Its log ({log}) ends:\n{self.last_words()}")

    async def stop(self) -> None:
        """Ask, wait, insist: nothing of its group is left."""
        self.stopping.set()
        self.signal(self.program.farewell)
        try:
            await asyncio.wait_for(asyncio.shield(self.keeping), self.program.patience)
        except TimeoutError:
            self.insist()
            await self.keeping

    def signal(self, number: signal.Signals) -> None:
        """Tell the process itself, which tells its own."""
        if self.process and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(number)

    def insist(self) -> None:
        """The end, for it and all that it started."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        return "\n".join(self.program.log.read_text(errors="replace").splitlines()[-lines:])


def identity(user: int | None) -> dict[str, Any]:
    """What Popen needs to run a program as `user` with that user's own group and no other."""
    return {} if user is None else {"user": user, "group": pwd.getpwuid(user).pw_gid, "extra_groups": []}


def tied(parent: int, orphaned: signal.Signals) -> Callable[[], None]:
    """Runs in the child just before it becomes the program: should `parent` die, so does it.

    Only Linux offers this; elsewhere the next `up` sweeps away what was left.
    """

    def tie() -> None:
        if not sys.platform.startswith("linux"):
            return
        libc.prctl(PR_SET_PDEATHSIG, orphaned)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return tie


def turn_over(log: Path) -> None:
    """A long log becomes the one before, and what was before it is dropped."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
