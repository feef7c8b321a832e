"""The blows: every way in which a run is disturbed. Each returns what it hit, for the history."""

import asyncio
import random
import shutil
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import asyncpg
import psutil
from tests.faults.behind_doors import STANDBYS
from tests.faults.doors import Doors
from tests.faults.lines import oversized
from tests.faults.stage import Stage

from commonweal.state import SERVICES
from commonweal.testing import Platform

Told = Mapping[str, Any]
#: Attempts that `commonweal rebuild` has when other blows hit it: it says so, and can be run again.
TRIES = 6
PROJECTING = [name for name in SERVICES if name != "registry"]  # which knows nothing of others


class NothingThere(Exception):
    """What was to be hit was between two lives."""


@dataclass
class Blows:
    """Whom to hit, and with what luck."""

    platform: Platform
    doors: Doors
    stage: Stage
    rng: random.Random
    outage: float  # seconds

    async def kill(self, name: str) -> Told:
        """`kill -9`."""
        process = self.process(name)
        process.send_signal(signal.SIGKILL)
        return {"process": name, "pid": process.pid}

    def process(self, name: str) -> psutil.Process:
        """The one of that name that the supervisor keeps. Raises NothingThere."""
        pids = self.platform.pids(name)
        if not pids:
            raise NothingThere(name)
        return psutil.Process(pids[0])

    async def service(self) -> Told:
        """A service's process: its API, its relay and its readers at once."""
        return await self.kill(self.rng.choice([*SERVICES, *(f"{name}-standby" for name in STANDBYS)]))

    async def gateway(self) -> Told:
        """The door of the platform."""
        return await self.kill("gateway")

    async def nats(self) -> Told:
        """The broker."""
        return await self.kill("nats")

    async def postgres(self) -> Told:
        """The whole database server."""
        return await self.kill("postgres")

    async def backend(self) -> Told:
        """One connection's process in PostgreSQL, after which the server throws all others out and recovers."""
        titles = {child: " ".join(child.cmdline()) for child in self.process("postgres").children()}
        serving = {child: title for child, title in titles.items() if "127.0.0.1" in title and "postgres: " in title}
        if not serving:
            raise NothingThere("a backend")
        child = self.rng.choice(sorted(serving, key=lambda each: each.pid))
        child.kill()
        return {"backend": serving[child]}

    async def cut_postgres(self) -> Told:
        """Some connections to the database, in the middle of a message."""
        return {"midway": await self.doors.here(self.doors.postgres.cut(4, 2.0, self.rng))}

    async def cut_nats(self) -> Told:
        """Some connections to the broker, in the middle of a message."""
        return {"midway": await self.doors.here(self.doors.nats.cut(3, 2.0, self.rng))}

    async def backlog(self) -> Told:
        """The broker is away for a while, and commands go on."""
        before = self.stage.history.acknowledged
        await self.doors.here(self.doors.nats.shut(self.outage))
        return {"seconds": self.outage, "commands meanwhile": self.stage.history.acknowledged - before}

    async def refusal(self) -> Told:
        """The database lets nobody in for a while."""
        return {"thrown out": await self.doors.here(self.doors.postgres.shut(self.outage / 4))}

    async def zombie(self) -> Told:
        """A leader is stopped, loses its lock, and wakes to find a successor."""
        name = self.rng.choice(STANDBYS)
        process = self.process(name)
        process.suspend()
        try:
            await self.terminate(name)
            await asyncio.sleep(self.rng.uniform(1.5, 3.0))
        finally:
            with suppress(psutil.NoSuchProcess):
                process.resume()
        return {"process": name}

    async def terminate(self, service: str) -> None:
        """End the database's side of all that a service has open."""
        with suppress(OSError, asyncpg.PostgresError):
            connection = await asyncpg.connect(self.platform.state.operators_url(), timeout=5)
            await connection.execute(
                f"select pg_terminate_backend(pid) from pg_stat_activity where usename='{service}'"
            )
            await connection.close()

    async def rebuild(self) -> Told:
        """`commonweal rebuild`, while everything runs."""
        service = self.rng.choice(PROJECTING)
        command = [
            sys.executable,
            "-m",
            "commonweal",
            "rebuild",
            service,
            "--state",
            str(self.platform.state.directory),
        ]
        for attempt in range(1, TRIES + 1):
            process = await asyncio.create_subprocess_exec(
                *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
            )
            _, said = await process.communicate()
            if process.returncode == 0:
                return {"service": service, "attempts": attempt}
            await asyncio.sleep(1)
        raise AssertionError(f"commonweal rebuild {service} failed {TRIES} times: {said.decode()[-2000:]}")

    async def oversized(self) -> Told:
        """An event that just fits, and one that does not."""
        await oversized(self.stage)
        return {}

    async def wipe(self) -> Told:
        """The broker dies and loses all that it had."""
        store = self.platform.state.directory / "nats" / "store"
        lost = store.with_name(f"lost-{self.stage.history.now()}")
        process = self.process("nats")
        store.rename(lost)
        process.send_signal(signal.SIGKILL)
        shutil.rmtree(lost, ignore_errors=True)
        return {"pid": process.pid}


#: How often each falls, of a hundred.
BLOWS: Mapping[str, int] = {
    "service": 24,
    "backend": 12,
    "cut_postgres": 12,
    "nats": 10,
    "cut_nats": 8,
    "gateway": 6,
    "zombie": 6,
    "rebuild": 5,
    "postgres": 4,
    "backlog": 4,
    "wipe": 3,
    "refusal": 3,
    "oversized": 3,
}


def plan(count: int, rng: random.Random) -> list[str]:
    """So many blows in their shares; in a short run none falls twice before each has fallen once."""
    shares = [name for name, times in BLOWS.items() for _ in range(times)]
    if count < len(shares):
        shares = [*BLOWS, *rng.sample(shares, len(shares))]
    wanted = [shares[number % len(shares)] for number in range(count)]
    rng.shuffle(wanted)
    return wanted
