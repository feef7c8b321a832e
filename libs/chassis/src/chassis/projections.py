"""Projections: what a service knows of the others, as a pure function of their ledgers.

A handler turns an event into writes and touches nothing itself. A batch of events and the checkpoint move in one
transaction, so every effect happens exactly once. The checkpoint is the stream's sequence, which is the ledger's
position: a hole or a broken chain cannot pass unnoticed, and the broker keeps nothing of a reader that could be lost.
"""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, UpdateBase, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis import checkpoints, parked, telemetry
from chassis.checkpoints import Checkpoint, Key
from chassis.database import UNLIMITED
from chassis.epochs import stream_of
from chassis.fingerprints import fingerprint
from chassis.stream import BrokenChain, Link, Sent, linked, passing
from events import Event
from events.catalogue import CATALOGUE


@dataclass(frozen=True)
class Touched:
    """Says that what is derived for `key` has to be derived again."""

    key: Hashable


Write = tuple[UpdateBase, Mapping[str, Any]] | Touched
Handler = Callable[[Any], Iterable[Write]]
Derive = Callable[[AsyncSession, Collection[Any]], Awaitable[None]]


@dataclass(frozen=True)
class ProjectionSpec:
    """What a service makes of one producer's events.

    `tables` are this projection's own, parents before children; only it writes to them, and a rebuild empties them.
    In a batch, writes to one table keep the order of their events; tables are written one after the other. `derive`
    recomputes, from the tables as they then stand, what needs more than the event: for the keys that handlers touched.
    """

    name: str
    source: str
    handlers: Mapping[type[Event], Handler]
    tables: Sequence[Table]
    derive: Derive | None = None


class Projection:
    """Applies one stream to one set of tables."""

    def __init__(self, spec: ProjectionSpec, sessions: async_sessionmaker[AsyncSession]) -> None:
        self.spec, self.sessions = spec, sessions
        self.key = Key(spec.name, stream_of(spec.source))
        self.handlers = {kind.type: handler for kind, handler in spec.handlers.items()}

    @property
    def stream(self) -> str:
        """What it reads; `begin` finds out whether that is of a later epoch than the first."""
        return self.key.stream

    async def begin(self) -> int:
        """Make ready to read, and try again the events whose word is known by now."""
        async with self.sessions.begin() as session:
            self.key = await checkpoints.begin(session, self.key, fingerprint(self.spec))
        await parked.retry_learned(self)
        return await self.position()

    async def position(self) -> int:
        """How far this projection is."""
        async with self.sessions.begin() as session:
            return (await checkpoints.hold(session, self.key)).position

    async def take(self, batch: Sequence[Sent], head: int = 0) -> int:
        """All of the batch at once or, if one event cannot be applied, each by itself. Returns how far we now are."""
        with telemetry.consuming(f"apply {self.spec.name}", self.stream, (sent.trace for sent in batch)):
            try:
                return await self.advance(batch, head, self.together)
            except BrokenChain:
                raise
            except Exception as error:
                if passing(error):
                    raise
                return await self.advance(batch, head, self.one_by_one)

    async def advance(self, batch: Sequence[Sent], head: int, how: Callable[..., Awaitable[None]]) -> int:
        """Apply what is new and move the checkpoint, in one transaction."""
        async with self.sessions.begin() as session:
            checkpoint = await checkpoints.hold(session, self.key)
            links = list(linked(batch, checkpoint))
            if not links:
                return checkpoint.position
            lanes = await parked.lanes(session, self.key)
            for link in links:
                if link.entity in lanes.waiting and link.position not in lanes.gone:
                    await lanes.park(session, link, parked.QUEUED)
            await how(session, lanes.free(links), lanes)
            to = Checkpoint(links[-1].position, links[-1].seal)
            await checkpoints.move(session, self.key, to, head, parked.read(links, lanes))
        return links[-1].position

    async def together(self, session: AsyncSession, links: Sequence[Link], _: parked.Lanes) -> None:
        """Apply the events as if they were one."""
        await self.execute(session, [write for link in links for write in self.writes(link)])

    async def one_by_one(self, session: AsyncSession, links: Sequence[Link], lanes: parked.Lanes) -> None:
        """An event that cannot be applied waits with its reason; later ones of its entity queue behind it."""
        for link in links:
            queues = link.entity in lanes.waiting
            reason = parked.QUEUED if queues else await self.refusal(session, link)
            if reason is not None:
                await lanes.park(session, link, reason)

    async def refusal(self, session: AsyncSession, link: Link) -> str | None:
        """Apply one event; why it could not be applied, if so."""
        try:
            async with session.begin_nested():
                await self.execute(session, list(self.writes(link)))
        except UnknownWord:
            return parked.UNKNOWN
        except Exception as error:
            if passing(error):
                raise
            return f"{type(error).__name__}: {error}"
        return None

    def writes(self, link: Link) -> Iterable[Write]:
        """What an event means to this projection; nothing, if it does not care for it. Raises UnknownWord."""
        event = understood(link, self.handlers)
        return () if event is None else self.handlers[link.type](event)

    async def execute(self, session: AsyncSession, writes: Sequence[Write]) -> None:
        """Table by table, neighbouring writes of one statement together; then what they touched is derived."""
        lanes: dict[Any, list[tuple[UpdateBase, Mapping[str, Any]]]] = {table: [] for table in self.spec.tables}
        touched: dict[Hashable, None] = {}
        for write in writes:
            if isinstance(write, Touched):
                touched[write.key] = None
            else:
                lanes[write[0].table].append(write)
        for lane in lanes.values():
            for statement, run in groupby(lane, key=itemgetter(0)):
                await session.execute(statement, [values for _, values in run])
        if touched and self.spec.derive is not None:
            await self.spec.derive(session, list(touched))

    async def begin_anew(self) -> None:
        """Empty what this projection built. Whoever is reading notices within seconds and starts from the first."""
        async with self.sessions.begin() as session:
            self.key = await checkpoints.begin(session, self.key, fingerprint(self.spec))
            await checkpoints.hold(session, self.key)
            await session.execute(UNLIMITED)
            for table in reversed(self.spec.tables):
                await empty(session, table)
            await parked.forget(session, self.key)
            await checkpoints.forget(session, self.key)


async def empty(session: AsyncSession, table: Table) -> None:
    """As at the beginning, once this commits. Not by TRUNCATE, which would keep everybody from reading until then."""
    await session.execute(delete(table))
    for column in table.columns:
        if column.identity is not None:
            named = select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            await session.execute(text(f"alter sequence {await session.scalar(named)} restart"))


class UnknownWord(Exception):
    """An event of a type that this deployment has not learned."""


def understood(link: Link, wanted: Collection[str]) -> Event | None:
    """The event, if its type is among those wanted. Only then is it worth the parsing. Raises UnknownWord."""
    kind = CATALOGUE.get(link.type)
    if kind is None:
        raise UnknownWord(link.type)
    return kind.model_validate(link.message) if link.type in wanted else None
