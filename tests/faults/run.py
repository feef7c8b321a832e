"""A run: five services are kept busy while they are beaten, then the judge looks at what became of every command."""

import asyncio
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psutil
from tests.faults.blows import PROJECTING, Blows, NothingThere, plan
from tests.faults.doors import Doors, doors
from tests.faults.evidence import Evidence, dumped, gathered
from tests.faults.history import History
from tests.faults.judge import Defect, defects, rebuilt, uncarried
from tests.faults.lines import LINES
from tests.faults.rest import come_to_rest
from tests.faults.stage import Interrupted, Stage, cast, enrol

from commonweal.databases import work_of
from commonweal.state import State
from commonweal.testing import Platform, running

ROOT = Path(__file__).parents[2]
UNDER_DOORS = (str(Path(__file__).with_name("behind_doors.py")),)
CLERKS = 12  # who work at once


@dataclass(frozen=True)
class Size:
    """How much is done to how much work; `blows` may also be named.

    In seconds: `pause` is the longest between two blows, `outage` how long the broker is away, and after `limit` there
    is no more work, done or not: a platform that stands still must not keep the judge waiting.
    """

    commands: int
    blows: int | Sequence[str]
    pause: float
    outage: float
    limit: float


SHORT, FULL = Size(400, 13, 1.2, 4.0, 240.0), Size(5_000, 100, 4.0, 12.0, 2_700.0)


@dataclass
class Report:
    """The figures, and what was wrong."""

    history: History
    defects: list[Defect] = field(default_factory=list)
    events: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def __str__(self) -> str:
        attempts = [heard for done in self.history.done for heard in done.heard]
        blows = ", ".join(f"{name} {times}" for name, times in sorted(self.history.blows.items()))
        kinds = Counter(defect.kind for defect in self.defects)
        shown = "\n".join(f"  {defect.kind}: {defect.sentence[:400]}" for defect in self.defects[:40])
        return "\n".join(
            [
                f"seed {self.history.seed}, revision {self.history.revision}, history {self.history.path}",
                f"{self.history.acknowledged} commands in {len(attempts)} attempts ({dict(Counter(attempts))})",
                f"{self.history.blows.total()} blows: {blows}",
                f"events: {self.events}; {self.seconds:.0f} s",
                f"lost {kinds['lost']}, doubled {kinds['doubled']}, disordered {kinds['disordered']}, "
                f"others {kinds.total() - kinds['lost'] - kinds['doubled'] - kinds['disordered']}",
                shown,
            ]
        )


def revision() -> str:
    """Which code this is."""
    command = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def fault_run(directory: Path, seed: int, size: Size) -> Report:
    """The whole of it on a platform of its own."""
    history = History(directory / f"history-{seed}.jsonl", seed, revision())
    with beaten(directory / "state") as (platform, made):
        report = asyncio.run(Run(platform, made, history, random.Random(seed)).whole(size))
    report.seconds = history.now()
    return report


@contextmanager
def beaten(directory: Path) -> Iterator[tuple[Platform, Doors]]:
    """The platform behind doors."""
    directory.mkdir()
    ports = State(directory).ports
    with doors(ports["postgres"], ports["nats"]) as made, running(directory, program=UNDER_DOORS) as platform:
        yield platform, made


@dataclass
class Run:
    """One run on one platform."""

    platform: Platform
    doors: Doors
    history: History
    rng: random.Random
    beating: bool = True

    async def whole(self, size: Size) -> Report:
        """Work under blows, rest, judgement; then everything is rebuilt and the broker wiped, and judged again."""
        async with aiohttp.ClientSession(self.platform.url) as session:
            stage = cast(self.platform, session, self.history, self.rng)
            await asyncio.gather(*(enrol(stage, *each) for each in stage.organisations()))
            await come_to_rest(self.platform.state)  # everybody knows them
            blows = Blows(self.platform, self.doors, stage, random.Random(self.rng.random()), size.outage)
            async with asyncio.TaskGroup() as group:
                wanted = plan(size.blows, self.rng) if isinstance(size.blows, int) else size.blows
                group.create_task(self.strike(blows, wanted, size.pause))
                for _ in range(CLERKS):
                    group.create_task(self.work(stage, size))
        return await self.judged(blows)

    async def strike(self, blows: Blows, wanted: Sequence[str], pause: float) -> None:
        """One blow after another; what is between two lives is hit later."""
        try:
            for name in wanted:
                while True:
                    await asyncio.sleep(blows.rng.uniform(0.1, pause))
                    began = self.history.now()
                    try:
                        told = await getattr(blows, name)()
                    except (NothingThere, psutil.NoSuchProcess):
                        continue
                    self.history.strike(name, began=began, **told)
                    break
        finally:
            self.beating = False

    async def work(self, stage: Stage, size: Size) -> None:
        """Line after line, until enough is done and the last blow has fallen."""
        while self.history.now() < size.limit and (self.beating or self.history.acknowledged < size.commands):
            line = stage.rng.choices(list(LINES), list(LINES.values()))[0]
            with suppress(Interrupted):  # the history has it, and the judge will say so
                await line(stage)

    async def judged(self, blows: Blows) -> Report:
        """What became of it all. Where something is wrong already, a rebuild or a refill might never end."""
        state, report = self.platform.state, Report(self.history)
        await come_to_rest(state)
        evidence = await gathered(state)
        report.events = {service: len(rows) for service, rows in evidence.ledgers.items()}
        report.defects = [*defects(self.history.done, evidence), *verified(state)]
        if report.defects:
            return report
        before = await dumped(state, projected())
        for service in PROJECTING:
            commonweal(state, "rebuild", service, check=True)
        await come_to_rest(state)
        report.defects += rebuilt(before, await dumped(state, projected()))
        await blows.wipe()
        await come_to_rest(state)
        report.defects += [*refilled(evidence, await gathered(state)), *verified(state)]
        return report


def projected() -> dict[str, list[str]]:
    """The tables of every projection there is."""
    return {
        service: [table.name for spec in work_of(service).projections for table in spec.tables]
        for service in PROJECTING
    }


def commonweal(state: State, *words: str, check: bool = False) -> subprocess.CompletedProcess[str]:
    """The command, as an operator gives it."""
    command = [sys.executable, "-m", "commonweal", *words, "--state", str(state.directory)]
    return subprocess.run(command, capture_output=True, text=True, check=check)


def verified(state: State) -> Iterator[Defect]:
    """`commonweal verify` finds nothing."""
    done = commonweal(state, "verify", "--json")
    if done.returncode != 0:
        yield Defect("unlike", f"commonweal verify: {done.stdout} {done.stderr[-2000:]}")


def refilled(before: Evidence, after: Evidence) -> Iterator[Defect]:
    """After the broker lost everything each stream is what it was, sequence for sequence; ledgers only went on."""
    for service, messages in before.streams.items():
        if list(after.streams[service][: len(messages)]) != list(messages):
            yield Defect("unlike", f"{service}: the stream was refilled with something else")
    for service, rows in after.ledgers.items():
        yield from uncarried(service, rows, after.streams[service])
