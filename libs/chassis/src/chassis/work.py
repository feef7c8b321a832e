"""What a service does when nobody asks: relay its ledger, read the others', react, keep its deadlines.

WORK = Work("transparency", projections=[ProjectionSpec(...)], reactions=[ReactionSpec(...)], timers=[close_rounds])
"""

import asyncio
import importlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from nats.js import JetStreamContext
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from chassis import bus, idempotency
from chassis.database import load_tables, sessions_of
from chassis.following import follow_on
from chassis.halts import halt
from chassis.ledger import RELAY
from chassis.projections import Handler, Projection, ProjectionSpec, Touched, Write
from chassis.reactions import Reaction, ReactionSpec, real_time, story_time
from chassis.relay import Relay, StreamAhead
from chassis.settings import Settings
from chassis.stopping import heed
from chassis.stream import BrokenChain, passing
from chassis.timers import Timer, due, wall_clock

__all__ = ["Handler", "Job", "ProjectionSpec", "ReactionSpec", "Timer", "Touched", "Work", "Write", "readers_of", "run"]

AGAIN, SLOWEST, HALTED = 0.1, 2.0, 5.0  # seconds before a job that broke, or that stands still, is tried again
STEADY = 10.0  # seconds after which a job that breaks had been well
EACH_SECOND = 1.0
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something that a service's worker does of its own accord until it is cancelled, such as reading large files."""

    name: str
    run: Callable[[Settings, AsyncEngine], Awaitable[None]]


@dataclass(frozen=True)
class Work:
    """A service's projections, reactions, timers and jobs. Raises ValueError if two share a table or a name."""

    service: str
    projections: Sequence[ProjectionSpec] = ()
    reactions: Sequence[ReactionSpec] = ()
    timers: Sequence[Timer] = ()
    jobs: Sequence[Job] = ()

    def __post_init__(self) -> None:
        names = [spec.name for spec in self.projections] + [spec.name for spec in self.reactions]
        names += [job.name for job in self.jobs]
        tables: list[Table] = [table for spec in self.projections for table in spec.tables]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.service}: each reader and each job needs a name of its own")
        if len(set(tables)) < len(tables):
            raise ValueError(f"{self.service}: a table belongs to one projection, or a rebuild would empty another's")


def work_of(service: str) -> Work | None:
    """What a service does when nobody asks; None, if it has no worker."""
    if find_spec(f"{service}.worker") is None:
        return None
    work: Work = importlib.import_module(f"{service}.worker").WORK
    return work


def readers_of(work: Work, sessions: async_sessionmaker[AsyncSession], *, sandbox: bool) -> list[Projection | Reaction]:
    """Everything of this work that follows a stream."""
    clock = story_time if sandbox else real_time
    return [
        *(Projection(spec, sessions) for spec in work.projections),
        *(Reaction(spec, sessions, clock) for spec in work.reactions),
    ]


async def run(work: Work, settings: Settings, engine: AsyncEngine) -> None:
    """Do all of it until cancelled. One job that breaks or halts does not hold up the others."""
    load_tables(work.service)
    sessions = sessions_of(engine, work.service)
    connection = await bus.connect(settings, f"{work.service} worker")
    jetstream = connection.jetstream(timeout=5)
    jobs = jobs_of(work, settings, engine, jetstream)
    try:
        async with asyncio.TaskGroup() as group:
            for name, job in jobs.items():
                group.create_task(keep(name, job, sessions), name=f"{work.service} {name}")
    finally:
        await bus.leave(connection)


def jobs_of(
    work: Work, settings: Settings, engine: AsyncEngine, jetstream: JetStreamContext
) -> dict[str, Callable[[], Awaitable[None]]]:
    """Each job by its name; a job runs until something breaks. In a sandbox only the story says what time it is."""
    sessions = sessions_of(engine, work.service)
    relay = Relay(work.service, engine, jetstream, replicas=settings.nats_replicas, each=settings.relay_looks_each)
    jobs: dict[str, Callable[[], Awaitable[None]]] = {RELAY: relay.run}
    for reader in readers_of(work, sessions, sandbox=settings.sandbox):
        jobs[reader.key.reader] = partial(follow_on, reader, jetstream)
    for job in work.jobs:
        jobs[job.name] = partial(job.run, settings, engine)
    jobs["answers"] = partial(idempotency.tidy, sessions)
    if work.timers and not settings.sandbox:
        jobs["timers"] = partial(tick, sessions, work.timers)
    return jobs


async def keep(name: str, job: Callable[[], Awaitable[None]], sessions: async_sessionmaker[AsyncSession]) -> None:
    """Run the job again and again, a little later each time that it fails at once.

    What must not go on by itself is told to every process of the service, loudly.
    """
    pause, said = AGAIN, ""
    while True:
        heed()
        began = time.monotonic()
        try:
            await job()
        except (StreamAhead, BrokenChain) as error:
            log.critical("%s stands still: %s", name, error)
            await tell(sessions, name, str(error))
            await asyncio.sleep(HALTED)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            if reason != said or not passing(error):
                log.warning("%s starts again: %s", name, reason, exc_info=not passing(error))
            said = reason
        pause = AGAIN if time.monotonic() - began > STEADY else min(pause * 2, SLOWEST)
        await asyncio.sleep(pause)


async def tell(sessions: async_sessionmaker[AsyncSession], name: str, reason: str) -> None:
    """Put the halt where readiness looks for it."""
    try:
        async with sessions.begin() as session:
            await halt(session, name, reason)
    except Exception:
        log.exception("%s stands still, and the database does not take note", name)


async def tick(sessions: async_sessionmaker[AsyncSession], timers: Sequence[Timer]) -> None:
    """Every second, what has become due."""
    while True:
        heed()
        await due(sessions, timers, wall_clock())
        await asyncio.sleep(EACH_SECOND)
