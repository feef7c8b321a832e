"""Drills: an instance lives, is backed up while it is kept busy, comes back in parts from other times, and lives on.

What a restored service forgot is forgotten, and the judge does not ask for it; but everything else has to be there,
nothing twice, and whatever others knew of it has to be unlearned.
"""

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from tests.faults import judge
from tests.faults.blows import PROJECTING
from tests.faults.evidence import Evidence, dumped, gathered
from tests.faults.history import Done, History
from tests.faults.judge import Defect
from tests.faults.lines import LINES
from tests.faults.rest import come_to_rest
from tests.faults.run import commonweal, projected, verified
from tests.faults.stage import Interrupted, Stage, cast, enrol

from commonweal.state import SERVICES, State
from commonweal.testing import Platform

CLERKS = 6
Meanwhile = Callable[[], Coroutine[Any, Any, None]]


async def nothing() -> None:
    """Nothing happens meanwhile."""


@dataclass
class Drill:
    """One state through several lives. What was done in a life that is to be `forgotten` may be gone."""

    state: State
    history: History
    rng: random.Random
    forgotten: set[int] = field(default_factory=set)
    lives: Iterator[int] = field(default_factory=count)

    @classmethod
    def begun(cls, directory: Path, seed: int) -> "Drill":
        """On a state of its own."""
        return cls(State(directory / "state"), History(directory / "history.jsonl", seed, "drill"), random.Random(seed))

    async def live(self, platform: Platform, commands: int, meanwhile: Meanwhile = nothing) -> list[Done]:
        """New people do so much; something else happens meanwhile. Returns what was done."""
        before = len(self.history.done)
        async with aiohttp.ClientSession(platform.url) as session:
            stage = cast(platform, session, self.history, self.rng)
            stage.numbers = count(1 + 100_000 * next(self.lives))
            async with asyncio.TaskGroup() as group:
                group.create_task(meanwhile())
                await asyncio.gather(*(enrol(stage, *each) for each in stage.organisations()))
                for _ in range(CLERKS):
                    group.create_task(self.work(stage, before + commands))
        await come_to_rest(self.state)
        return self.history.done[before:]

    async def work(self, stage: Stage, enough: int) -> None:
        """Line after line."""
        while len(self.history.done) < enough:
            line = stage.rng.choices(list(LINES), list(LINES.values()))[0]
            with suppress(Interrupted):  # the history has it
                await line(stage)

    def forget(self, done: Sequence[Done]) -> None:
        """A restore takes these with it, as far as the restored have seen them."""
        self.forgotten |= {each.number for each in done}

    async def judged(self) -> list[Defect]:
        """Everything that is wrong, before and after every projection is made anew."""
        await come_to_rest(self.state)
        found = [*await self.seen(), *verified(self.state)]
        if found:
            return found
        before = await dumped(self.state, projected())
        for service in PROJECTING:
            commonweal(self.state, "rebuild", service, check=True)
        await come_to_rest(self.state)
        return list(judge.rebuilt(before, await dumped(self.state, projected())))

    async def seen(self) -> list[Defect]:
        """What is wrong as it stands, at rest or not."""
        return list(self.defects(await gathered(self.state)))

    def defects(self, evidence: Evidence) -> Iterator[Defect]:
        """What the stores say against it; of what was forgotten only that it is not there twice."""
        kept = [done for done in self.history.done if done.number not in self.forgotten]
        gone = [done for done in self.history.done if done.number in self.forgotten]
        for service, rows in evidence.ledgers.items():
            yield from judge.misordered(service, rows)
            yield from judge.uncarried(service, rows, evidence.streams.get(service, ()))
        yield from (each for each in judge.uneffected([*kept, *gone], evidence) if each.kind == "doubled")
        yield from (each for each in judge.uneffected(kept, evidence) if each.kind == "lost")
        yield from judge.unread(evidence)
        yield from judge.repeated(evidence)
        yield from judge.misremembered(evidence)
        yield from judge.unreflected(evidence, judge.REFLECTIONS)


def backup(state: State, place: Path) -> Meanwhile:
    """`commonweal backup`, while everybody works."""

    async def taken() -> None:
        await asyncio.to_thread(commonweal, state, "backup", str(place), check=True)

    return taken


def reconcile(state: State, *services: str) -> Meanwhile:
    """`commonweal reconcile --withdraw`, while everybody tries to work."""

    async def settled() -> None:
        for service in services:
            await asyncio.to_thread(commonweal, state, "reconcile", service, "--withdraw", check=True)

    return settled


def restore(state: State, place: Path, *services: str) -> None:
    """`commonweal restore --only`, for each of them."""
    for service in services:
        commonweal(state, "restore", str(place), "--only", service, "--replace", check=True)


def ahead(state: State) -> set[str]:
    """The services whose streams are ahead of them, as `reconcile` says without touching anything."""
    return {service for service in SERVICES if commonweal(state, "reconcile", service).returncode != 0}
