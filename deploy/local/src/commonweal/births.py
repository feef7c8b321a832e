"""The supervisor's end of the nursery."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from commonweal.child import Life, Program, tied, turn_over


class Nursery:
    """Use as `async with` around the supervisor. Begins to load at once, and again should it die."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.process: Process | None = None
        self.turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        if possible():
            await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def open(self) -> Process:
        """The process, which may still be loading."""
        if self.process is None or self.process.returncode is not None:
            turn_over(self.log)
            with self.log.open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "commonweal.nursery"),
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=log,
                    env={**os.environ, "MALLOC_ARENA_MAX": "2"},
                    process_group=0,
                    preexec_fn=tied(os.getpid(), signal.SIGKILL),
                )
        return self.process

    async def bear(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> "Forked":
        """A new process of `chassis` with these arguments. Raises OSError if the nursery died over it."""
        async with self.turn:
            process = await self.open()
            assert process.stdin is not None  # noqa: S101
            assert process.stdout is not None  # noqa: S101
            asked = {"arguments": arguments, "environment": dict(environment), "log": str(log)}
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            await process.stdin.drain()
            answer = await process.stdout.readline()
            if not answer:
                await process.wait()
                raise ChildProcessError(f"The nursery died; see {self.log}.")
        return Forked(int(answer))


class Forked:
    """A process that is not our child, held by a descriptor: its number may be used again, this may not."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.gone = asyncio.Event()
        try:
            self.descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            self.returncode = -1
            self.gone.set()
        else:
            asyncio.get_running_loop().add_reader(self.descriptor, self.end)

    def end(self) -> None:
        """It has ended."""
        asyncio.get_running_loop().remove_reader(self.descriptor)
        os.close(self.descriptor)
        self.returncode = -1  # only its parent, the nursery, could know
        self.gone.set()

    async def wait(self) -> int:
        """Until it has ended."""
        await self.gone.wait()
        return -1

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError if it has ended."""
        if self.returncode is None:
            signal.pidfd_send_signal(self.descriptor, number)


@dataclass(frozen=True)
class Nursling(Program):
    """A service that is born in the nursery; where there is none, it is a program like any other."""

    nursery: Nursery = field(kw_only=True)

    async def begin(self) -> Life:
        """Raises OSError."""
        if not possible():
            return await super().begin()
        turn_over(self.log)
        *_, service, command = map(str, self.command)
        return await self.nursery.bear([service, command], self.environment, self.log)


def possible() -> bool:
    """Whether this system ties a child's life to its parent's and gives descriptors of processes: Linux 5.3."""
    if not hasattr(os, "pidfd_open"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True
