"""Reactions: an event of another service causes a command here, once.

A reaction reads like a projection, but it may emit, and it is never rebuilt: what it has done is known by the event's
id, in the command's own transaction.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, String, Table, Uuid
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis import checkpoints, parked, telemetry
from chassis.checkpoints import Checkpoint, Key
from chassis.database import plumbing
from chassis.epochs import stream_of
from chassis.projections import UnknownWord, understood
from chassis.stream import Link, Sent, linked, passing, patience
from events import Event
from events.catalogue import CATALOGUE

Command = Callable[[AsyncSession, Any, datetime], Awaitable[None]]
Clock = Callable[[Event], datetime]

reacted = Table(
    "reacted",
    plumbing,
    Column("reaction", String, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
)
ONCE = upsert(reacted).on_conflict_do_nothing().returning(reacted.c.event_id)


@dataclass(frozen=True)
class ReactionSpec:
    """Which of one producer's events cause which command: `async (session, event, now) -> None`."""

    name: str
    source: str
    handlers: Mapping[type[Event], Command]


def real_time(event: Event) -> datetime:
    """This server's clock; an effect never comes before its cause, whatever the clocks of two servers say."""
    return max(datetime.now(UTC), event.occurred_at)


def story_time(event: Event) -> datetime:
    """In a sandbox an effect happens when its cause did."""
    return event.occurred_at


class Reaction:
    """Runs one command for each event of a stream that asks for one."""

    def __init__(
        self, spec: ReactionSpec, sessions: async_sessionmaker[AsyncSession], clock: Clock = real_time
    ) -> None:
        self.spec, self.sessions, self.clock = spec, sessions, clock
        self.key = Key(spec.name, stream_of(spec.source))
        self.handlers = {kind.type: handler for kind, handler in spec.handlers.items()}

    @property
    def stream(self) -> str:
        """What it reads; `begin` finds out whether that is of a later epoch than the first."""
        return self.key.stream

    async def begin(self) -> int:
        """Make ready to read, and try again the events whose word is known by now."""
        async with self.sessions.begin() as session:
            self.key = await checkpoints.begin(session, self.key, fingerprint="")
        await parked.retry_learned(self)
        return await self.position()

    async def position(self) -> int:
        """How far this reaction is."""
        async with self.sessions.begin() as session:
            return (await checkpoints.hold(session, self.key)).position

    async def take(self, batch: Sequence[Sent], head: int = 0) -> int:
        """One command, one transaction; what asks for none goes by together. Returns how far we now are."""
        position = await self.step(batch, head)
        while position < batch[-1].sequence:
            position = await self.step(batch, head)
        return position

    async def step(self, batch: Sequence[Sent], head: int) -> int:
        """On to the next event that asks for a command; its effects and the checkpoint in one transaction."""
        async with self.sessions.begin() as session:
            checkpoint = await checkpoints.hold(session, self.key)
            links = list(self.until_wanted(linked(batch, checkpoint)))
            if not links:
                return checkpoint.position
            lanes, last = await parked.lanes(session, self.key), links[-1]
            reason = await self.refusal(session, last) if lanes.free([last]) else parked.QUEUED
            if reason is not None and last.position not in lanes.gone:
                await lanes.park(session, last, reason)
            to = Checkpoint(last.position, last.seal)
            await checkpoints.move(session, self.key, to, head, parked.read(links, lanes))
        return last.position

    def until_wanted(self, links: Iterable[Link]) -> Iterator[Link]:
        """Up to and including the first event that asks for something, or that we cannot judge."""
        for link in links:
            yield link
            if link.type in self.handlers or link.type not in CATALOGUE:
                return

    async def refusal(self, session: AsyncSession, link: Link) -> str | None:
        """React to one event; why that was refused, if so."""
        try:
            async with session.begin_nested(), patience():
                await self.react(session, link)
        except UnknownWord:
            return parked.UNKNOWN
        except Exception as error:
            if passing(error):
                raise
            return f"{type(error).__name__}: {error}"
        return None

    async def react(self, session: AsyncSession, link: Link) -> None:
        """Run the command, unless it ran before. Raises what the command raises, UnknownWord."""
        event = understood(link, self.handlers)
        if event is None:
            return
        this = {"reaction": self.spec.name, "event_id": UUID(link.message["event_id"])}
        if await session.scalar(ONCE, this) is None:
            return
        session.info.update(actor=f"reaction:{self.spec.name}", trace=link.trace)
        with telemetry.consuming(f"react {self.spec.name}", self.stream, [link.trace]):
            await self.handlers[link.type](session, event, self.clock(event))
